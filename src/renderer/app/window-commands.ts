import { goTo, type Screen } from './app-state';
import type { Command } from './commands';
import { stepImage } from './current-image';
import { togglePanel, toggleStrip, useFrame } from './frame-state';
import { useNotices } from './notices';
import { closeProject, offerNewProject, openByDialog, openSample } from './project-acts';

/** The screens of a project in the order of the work; their keys are Alt and the number. */
export const tabs: readonly { screen: Screen; name: string }[] = [
  { screen: 'images', name: 'Images' },
  { screen: 'paint', name: 'Paint' },
  { screen: 'weights', name: 'Weights' },
  { screen: 'train', name: 'Train' },
  { screen: 'inspect', name: 'Inspect' },
  { screen: 'export', name: 'Export' },
];

/** Screens with an image on them. */
export const canvasScreens: readonly Screen[] = ['paint', 'weights', 'inspect'];

const show = (overlay: 'palette' | 'shortcuts' | 'settings') => () => useFrame.setState({ overlay });

export const windowCommands: readonly Command[] = [
  { id: 'window.palette', name: 'Find a command', group: 'Window', keys: '$mod+k', run: show('palette') },
  {
    id: 'window.shortcuts',
    name: 'Show all shortcuts',
    group: 'Window',
    keys: '?',
    alsoKeys: 'Shift+?',
    run: show('shortcuts'),
  },
  { id: 'window.settings', name: 'Settings', group: 'Window', keys: '$mod+,', run: show('settings') },
  {
    id: 'window.panel',
    name: 'Show or hide the panel',
    group: 'Window',
    keys: '$mod+b',
    needsProject: true,
    run: togglePanel,
  },
  {
    id: 'window.strip',
    name: 'Show or hide the filmstrip',
    group: 'Window',
    keys: '$mod+j',
    screens: canvasScreens,
    run: toggleStrip,
  },
  ...tabs.map(
    ({ screen, name }, index): Command => ({
      id: `window.${screen}`,
      name: `Go to ${name}`,
      group: 'Window',
      keys: `Alt+${index + 1}`,
      needsProject: true,
      run: () => goTo(screen),
    }),
  ),
  {
    id: 'project.save',
    name: 'Save',
    group: 'Project',
    keys: '$mod+s',
    needsProject: true,
    run: () => useNotices.getState().showDone('There is nothing to save by hand: each change is saved as it is made.'),
  },
  {
    id: 'project.open',
    name: 'Open a project or a folder of images',
    group: 'Project',
    keys: '$mod+o',
    run: openByDialog,
  },
  { id: 'project.new', name: 'New project', group: 'Project', keys: '$mod+n', run: offerNewProject },
  { id: 'project.all', name: 'All projects', group: 'Project', run: () => goTo('start') },
  {
    id: 'project.sample',
    name: 'Try the sample project',
    group: 'Project',
    run: openSample,
  },
  {
    id: 'project.close',
    name: 'Close the project',
    group: 'Project',
    needsProject: true,
    run: closeProject,
  },
  {
    id: 'image.next',
    name: 'Next image',
    group: 'View',
    keys: '.',
    alsoKeys: 'ArrowRight',
    screens: canvasScreens,
    run: () => stepImage(1),
  },
  {
    id: 'image.before',
    name: 'Image before',
    group: 'View',
    keys: ',',
    alsoKeys: 'ArrowLeft',
    screens: canvasScreens,
    run: () => stepImage(-1),
  },
];
