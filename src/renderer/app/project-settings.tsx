import { type ReactNode, useId, useState } from 'react';
import { type OpenProjectFacts, PROJECT_NAME_MAX } from '../../shared/contract/projects';
import { ChoiceRow } from '../components/choice-row';
import { act, ask } from './client';

const channelChoices = [
  { value: '1', words: '1, grey' },
  { value: '3', words: '3, colour' },
] as const;

/** What belongs to the open project alone. */
export function ProjectSettings({ project }: { project: OpenProjectFacts }): ReactNode {
  const [name, setName] = useState(project.name);
  const nameId = useId();
  const channels = String(project.inputChannels);
  const known = channelChoices.some(({ value }) => value === channels);
  const choices = known ? channelChoices : [...channelChoices, { value: channels, words: channels }];
  const rename = (): void => {
    const wanted = name.trim();
    if (wanted === '') setName(project.name);
    else if (wanted !== project.name) act(() => ask('projects.change', { name: wanted }));
  };
  return (
    <section className="settings-part" aria-label="This project">
      <h3>This project</h3>
      <div className="choice-row">
        <label className="row-label truncate" htmlFor={nameId}>
          Name
        </label>
        <input
          id={nameId}
          className="field choice-field"
          value={name}
          maxLength={PROJECT_NAME_MAX}
          disabled={project.isReadOnly}
          onChange={(event) => setName(event.target.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
          }}
        />
      </div>
      <ChoiceRow
        label="Unpainted"
        hint="Whether a pixel that nobody painted teaches nothing, or teaches that there is background."
        value={project.unpainted}
        choices={[
          { value: 'void', words: 'is not used in training' },
          { value: 'background', words: 'is background' },
        ]}
        disabled={project.isReadOnly}
        onChange={(unpainted) => act(() => ask('projects.change', { unpainted }))}
      />
      <ChoiceRow
        label="Channels"
        hint="What networks read of each pixel. Grey images learn best with one channel."
        value={channels}
        choices={choices}
        disabled={project.isReadOnly}
        onChange={(chosen) => act(() => ask('projects.change', { inputChannels: Number(chosen) }))}
      />
    </section>
  );
}
