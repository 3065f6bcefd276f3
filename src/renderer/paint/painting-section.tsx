import type { ReactNode } from 'react';
import type { PaintRule } from '../../shared/labels/paint-rule';
import { ChoiceRow } from '../components/choice-row';
import { Section } from '../components/section';
import { Segmented } from '../components/segmented';
import { useClasses } from './classes-state';
import { overClass, setToolSettings, useToolSettings } from './tool-settings';

const rules: readonly { value: PaintRule['over']; words: string; hint: string }[] = [
  { value: 'everything', words: 'over all', hint: 'What is painted is painted over. Locked classes never are.' },
  { value: 'unpainted', words: 'unpainted only', hint: 'What is painted stays as it is. Only erasing changes it.' },
  { value: 'class', words: 'over class…', hint: 'Only pixels of one class are painted over.' },
];

/** What every tool may paint over. */
export function PaintingSection(): ReactNode {
  const classes = useClasses((state) => state.classes);
  const settings = useToolSettings();
  const one = overClass(classes, settings);
  return (
    <Section title="Painting">
      <Segmented
        label="Paint over"
        value={settings.over}
        choices={rules.map((rule) => ({ ...rule, disabled: rule.value === 'class' && one === null }))}
        onChange={(over) => setToolSettings({ over })}
      />
      {settings.over === 'class' && one !== null && (
        <ChoiceRow
          label="Only over"
          value={String(one)}
          choices={classes.map(({ id, name }) => ({ value: String(id), words: name }))}
          onChange={(chosen) =>
            setToolSettings({ overClass: classes.find(({ id }) => String(id) === chosen)?.id ?? null })
          }
        />
      )}
    </Section>
  );
}
