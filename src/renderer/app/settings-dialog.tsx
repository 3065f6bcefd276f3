import { Settings } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { AppSettings, DeviceChoice, Theme } from '../../shared/contract/app';
import { AppDialog } from '../components/app-dialog';
import { Button, IconButton } from '../components/button';
import { ChoiceRow } from '../components/choice-row';
import { Segmented } from '../components/segmented';
import { keysOf } from './all-commands';
import { useApp, useOpenProject } from './app-state';
import { act, ask } from './client';
import { engineWords } from './engine-words';
import { useFrame } from './frame-state';
import { useNotices } from './notices';
import { ProjectSettings } from './project-settings';
import { bytes } from './words';

const themes: { value: Theme; words: string }[] = [
  { value: 'system', words: 'As the system' },
  { value: 'dark', words: 'Dark' },
  { value: 'light', words: 'Light' },
];

const devices: { value: DeviceChoice; words: string }[] = [
  { value: 'auto', words: 'GPU where there is one' },
  { value: 'cpu', words: 'CPU only' },
];

export function SettingsButton(): ReactNode {
  return (
    <IconButton
      icon={Settings}
      label="Settings"
      keys={keysOf('window.settings')}
      onClick={() => useFrame.setState({ overlay: 'settings' })}
    />
  );
}

export function SettingsDialog(): ReactNode {
  const isOpen = useFrame((state) => state.overlay === 'settings');
  const project = useOpenProject();
  return (
    <AppDialog
      title="Settings"
      className="settings"
      isOpen={isOpen}
      onClose={() => useFrame.setState({ overlay: null })}
    >
      {project !== null && <ProjectSettings project={project} />}
      <LookSettings />
      <AppSettingsParts />
    </AppDialog>
  );
}

function LookSettings(): ReactNode {
  const theme = useApp((state) => state.facts?.theme ?? 'system');
  return (
    <section className="settings-part" aria-label="Look">
      <h3>Look</h3>
      <Segmented
        label="Theme"
        value={theme}
        choices={themes}
        onChange={(chosen) => act(() => ask('app.setTheme', { theme: chosen }))}
      />
    </section>
  );
}

function AppSettingsParts(): ReactNode {
  const [settings, setSettings] = useState<AppSettings | null>(null);
  const [cacheBytes, setCacheBytes] = useState<number | null>(null);
  const engine = useApp((state) => state.engine);
  const reload = useCallback(async (): Promise<void> => {
    setSettings(await ask('app.settings', null));
    setCacheBytes((await ask('app.cacheSize', null)).bytes);
  }, []);
  useEffect(() => act(reload), [reload]);
  if (settings === null) return null;
  const { device, folders } = settings;
  const chooseProjects = async (): Promise<void> => {
    const [folder] = (await ask('app.chooseFolder', { purpose: 'projects-home' })).paths;
    if (folder === undefined) return;
    await ask('app.setProjectsFolder', { folder });
    await reload();
  };
  const emptyCache = async (): Promise<void> => {
    await ask('app.emptyCache', null);
    await reload();
    useNotices.getState().showDone('The cache is empty. Pictures and weight maps are made again when they are needed.');
  };
  return (
    <>
      <section className="settings-part" aria-label="Device">
        <h3>Device</h3>
        <ChoiceRow
          label="Compute on"
          value={device}
          choices={devices}
          onChange={(chosen) =>
            act(async () => {
              await ask('app.setDevice', { device: chosen });
              await reload();
            })
          }
        />
        <p className="settings-note">
          Now: {engineWords(engine).words}. {engineWords(engine).notes}
        </p>
      </section>
      <section className="settings-part" aria-label="Folders">
        <h3>Folders</h3>
        <FolderRow name="New projects" path={folders.projects} folder="projects">
          <Button onClick={() => act(chooseProjects)}>Change…</Button>
        </FolderRow>
        <FolderRow
          name={`Cache${cacheBytes === null ? '' : `, ${bytes(cacheBytes)}`}`}
          path={folders.cache}
          folder="cache"
        >
          <Button onClick={() => act(emptyCache)}>Empty</Button>
        </FolderRow>
        <FolderRow name="Settings and list of projects" path={folders.data} folder="data" />
      </section>
    </>
  );
}

interface FolderRowProps {
  name: string;
  path: string;
  folder: 'projects' | 'cache' | 'data';
  children?: ReactNode;
}

function FolderRow({ name, path, folder, children }: FolderRowProps): ReactNode {
  return (
    <div className="folder-row">
      <div className="folder-words">
        <span>{name}</span>
        <span className="folder-path selectable">{path}</span>
      </div>
      <Button aria-label={`Show the folder: ${name}`} onClick={() => act(() => ask('app.revealFolder', { folder }))}>
        Show
      </Button>
      {children}
    </div>
  );
}
