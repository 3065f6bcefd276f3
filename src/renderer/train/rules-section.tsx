import { Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { actWords, momentWords, ruleWords } from '../../shared/training/rule-words';
import type { RunConfig } from '../../shared/training/run-config';
import type { RuleMoment, RunAct, RunRule } from '../../shared/training/run-rules';
import { Button, IconButton } from '../components/button';
import { ChoiceRow } from '../components/choice-row';
import { Hint } from '../components/hint';
import { Section } from '../components/section';
import { numberRules } from './form-fields';
import { NumberRow } from './number-row';
import { changeConfig } from './run-form-state';

/** What is changed while the next run trains, and when. */
export function RulesSection({ config: { rules, weighting } }: { config: RunConfig }): ReactNode {
  const [draft, setDraft] = useState<RunRule | null>(null);
  const add = (rule: RunRule): void => {
    changeConfig((config) => ({ ...config, rules: [...config.rules, rule] }));
    setDraft(null);
  };
  return (
    <Section title="Rules while it runs">
      {rules.length === 0 && draft === null && (
        <p className="run-sentence">
          Nothing is changed while it runs. A rule can lower the rate, set the strength or stop the run.
        </p>
      )}
      {rules.length > 0 && (
        <ul className="rule-rows" aria-label="Rules">
          {keyed(rules).map(({ rule, key, index }) => (
            <li key={key} className="rule-row">
              <span className="rule-when">{momentWords(rule.when)}</span>
              <span className="rule-what">{actWords(rule.what)}</span>
              <IconButton icon={X} size="small" label={`Take away: ${ruleWords(rule)}`} onClick={() => remove(index)} />
            </li>
          ))}
        </ul>
      )}
      {draft === null ? (
        <Button icon={Plus} onClick={() => setDraft(firstDraft)}>
          Add a rule
        </Button>
      ) : (
        <RuleDraft
          draft={draft}
          isWeighted={weighting.terms.length > 0}
          onChange={setDraft}
          onAdd={() => add(draft)}
          onCancel={() => setDraft(null)}
        />
      )}
    </Section>
  );
}

/** Two rules may be alike. */
function keyed(rules: readonly RunRule[]): { rule: RunRule; key: string; index: number }[] {
  return rules.map((rule, index) => ({ rule, index, key: `${index} ${ruleWords(rule)}` }));
}

function remove(index: number): void {
  changeConfig((config) => ({ ...config, rules: config.rules.toSpliced(index, 1) }));
}

const firstDraft: RunRule = {
  when: { kind: 'no-progress', validations: 3 },
  what: { kind: 'rate', times: 0.5 },
};

const moments: { value: RuleMoment['kind']; words: string; first: RuleMoment }[] = [
  { value: 'no-progress', words: 'Without progress', first: { kind: 'no-progress', validations: 3 } },
  { value: 'epoch', words: 'After an epoch', first: { kind: 'epoch', epoch: 4 } },
  { value: 'step', words: 'After a step', first: { kind: 'step', step: 100 } },
  { value: 'time', words: 'At a time of day', first: { kind: 'time', time: '18:00' } },
  { value: 'loss', words: 'On a bad loss', first: { kind: 'loss', times: 3 } },
];

const acts: { value: RunAct['kind']; words: string; first: RunAct }[] = [
  { value: 'rate', words: 'Change the rate', first: { kind: 'rate', times: 0.5 } },
  { value: 'strength', words: 'Set the strength', first: { kind: 'strength', strength: 4 } },
  { value: 'stop', words: 'Stop', first: { kind: 'stop' } },
];

interface RuleDraftProps {
  draft: RunRule;
  isWeighted: boolean;
  onChange(draft: RunRule): void;
  onAdd(): void;
  onCancel(): void;
}

function RuleDraft({ draft, isWeighted, onChange, onAdd, onCancel }: RuleDraftProps): ReactNode {
  const { when, what } = draft;
  return (
    <fieldset className="rule-draft">
      <legend className="visually-hidden">A new rule</legend>
      <ChoiceRow
        label="When"
        hint="What the rule waits for. Progress is a better mean IoU on the validation images."
        value={when.kind}
        choices={moments}
        onChange={(kind) => onChange({ ...draft, when: firstOf(moments, kind) })}
      />
      <MomentField when={when} onChange={(next) => onChange({ ...draft, when: next })} />
      <ChoiceRow
        label="Then"
        hint="What is done from the next step on. It is recorded, and repeated when the run is."
        value={what.kind}
        choices={acts}
        onChange={(kind) => onChange({ ...draft, what: firstOf(acts, kind) })}
      />
      <ActField what={what} onChange={(next) => onChange({ ...draft, what: next })} />
      {what.kind === 'strength' && !isWeighted && (
        <p className="run-sentence">The next run is unweighted, so its strength changes nothing.</p>
      )}
      <div className="rule-draft-acts">
        <Button onClick={onAdd}>Add</Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </fieldset>
  );
}

function firstOf<Kind extends string, First>(choices: readonly { value: Kind; first: First }[], kind: Kind): First {
  return (choices.find(({ value }) => value === kind) ?? choices[0]).first;
}

function MomentField({ when, onChange }: { when: RuleMoment; onChange(when: RuleMoment): void }): ReactNode {
  switch (when.kind) {
    case 'no-progress':
      return (
        <NumberRow
          key="validations"
          label="Validations"
          hint="In a row without a better mean IoU."
          value={when.validations}
          rule={numberRules.patience}
          onChange={(validations) => onChange({ ...when, validations })}
        />
      );
    case 'epoch':
      return (
        <NumberRow
          key="epoch"
          label="Epoch"
          hint="The one after whose end it acts."
          value={when.epoch}
          rule={numberRules.epochs}
          onChange={(epoch) => onChange({ ...when, epoch })}
        />
      );
    case 'step':
      return (
        <NumberRow
          key="step"
          label="Step"
          hint="So many steps are done."
          value={when.step}
          rule={numberRules.ruleStep}
          onChange={(step) => onChange({ ...when, step })}
        />
      );
    case 'time':
      return <TimeRow time={when.time} onChange={(time) => onChange({ ...when, time })} />;
    case 'loss':
      return (
        <NumberRow
          key="times"
          label="Times lowest"
          hint="So many times the lowest loss of training, both without their jitter."
          value={when.times}
          rule={numberRules.lossTimes}
          onChange={(times) => onChange({ ...when, times })}
        />
      );
  }
}

function TimeRow({ time, onChange }: { time: string; onChange(time: string): void }): ReactNode {
  return (
    <label className="choice-row">
      <Hint text="By the clock of this computer, the next time that it passes there.">
        <span className="row-label truncate">Time</span>
      </Hint>
      <input
        className="field choice-field"
        type="time"
        value={time}
        onChange={({ target }) => {
          if (/^\d\d:\d\d$/.test(target.value)) onChange(target.value);
        }}
      />
    </label>
  );
}

function ActField({ what, onChange }: { what: RunAct; onChange(what: RunAct): void }): ReactNode {
  switch (what.kind) {
    case 'rate':
      return (
        <NumberRow
          key="rate"
          label="Rate times"
          hint="What the learning rate is multiplied by, on top of its schedule."
          value={what.times}
          rule={numberRules.rateTimes}
          onChange={(times) => onChange({ ...what, times })}
        />
      );
    case 'strength':
      return (
        <NumberRow
          key="strength"
          label="Strength"
          hint="Of the weighting, from then on."
          value={what.strength}
          rule={numberRules.strength}
          onChange={(strength) => onChange({ ...what, strength })}
        />
      );
    case 'stop':
      return null;
  }
}
