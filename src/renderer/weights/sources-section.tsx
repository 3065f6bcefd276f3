import { Menu } from '@base-ui/react/menu';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { setWeighting, useWorkspace } from '../app/workspace';
import { Hint } from '../components/hint';
import { overlayRoot } from '../components/overlay-root';
import { Section } from '../components/section';
import { currentTrainedRun } from '../train/trained-runs';
import { type Source, sources, whyNoMore, withoutTerm, withSource, withTerm } from './edit-terms';
import { sharePercents, withShare } from './shares';
import { SourceRow } from './source-row';
import { sourceNames, sourceSentences } from './term-words';
import { replaceWeighting } from './weights-state';

/** What makes a pixel important, and how much each of it has a say. */
export function SourcesSection(): ReactNode {
  const weighting = useWorkspace((state) => state.weighting);
  // Until one is unfolded or added, a source alone is seen with its parameters; of several, what they amount to counts.
  const [chosen, setOpen] = useState<readonly number[] | null>(null);
  const { terms } = weighting;
  const open = chosen ?? (terms.length === 1 ? [0] : []);
  const percents = sharePercents(terms);
  const names = terms.map(({ source }, at) => {
    const nth = terms.slice(0, at + 1).filter((term) => term.source === source).length;
    return nth === 1 ? sourceNames[source] : `${sourceNames[source]} ${nth}`;
  });
  return (
    <Section title="Sources">
      {terms.length === 0 && <p className="weights-note">None. Add one, and some pixels count more than others.</p>}
      <ul className="source-list">
        {terms.map((term, at) => (
          <SourceRow
            key={names[at]}
            name={names[at]}
            term={term}
            percent={terms.length > 1 ? percents[at] : null}
            isOpen={open.includes(at)}
            onFold={() => setOpen(open.includes(at) ? open.filter((other) => other !== at) : [...open, at])}
            onChange={(changed) => setWeighting(withTerm(weighting, at, changed))}
            onShare={(percent) => setWeighting({ ...weighting, terms: withShare(terms, at, percent) })}
            onRemove={() => {
              setOpen(open.filter((other) => other !== at).map((other) => (other > at ? other - 1 : other)));
              replaceWeighting(withoutTerm(weighting, at), `${names[at]} removed from the weighting.`);
            }}
          />
        ))}
      </ul>
      <AddSource
        whyNot={whyNoMore(weighting)}
        onAdd={(source) => {
          setOpen([terms.length]);
          setWeighting(withSource(weighting, source, currentTrainedRun()?.id));
        }}
      />
    </Section>
  );
}

function AddSource({ whyNot, onAdd }: { whyNot: string | null; onAdd(source: Source): void }): ReactNode {
  return (
    <Menu.Root disabled={whyNot !== null}>
      <Hint text={whyNot ?? 'Something more that makes a pixel count'}>
        <Menu.Trigger className="button" data-kind="plain">
          <Plus size={16} aria-hidden="true" />
          Add a source
        </Menu.Trigger>
      </Hint>
      <Menu.Portal container={overlayRoot()}>
        <Menu.Positioner className="menu-positioner" align="start" sideOffset={4}>
          <Menu.Popup className="menu">
            {sources.map((source) => (
              <Menu.Item key={source} className="menu-item source-item" onClick={() => onAdd(source)}>
                <span>{sourceNames[source]}</span>
                <span className="source-item-words">{sourceSentences[source]}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
