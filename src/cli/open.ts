import type { ProjectStore } from '../main/store/project-store';
import type { ProjectSettings, StoreMode } from '../main/store/records';

// The native modules are loaded when a command needs them: help and `doctor` work where they are missing.

/** Opens a project for one command and closes it whatever happens; what writes labels or images is a working session. */
export async function withProject<T>(
  folder: string,
  mode: StoreMode,
  command: string,
  work: (project: ProjectStore) => T | Promise<T>,
): Promise<T> {
  const { openProject } = await import('../main/store/open-project');
  const program = `maskwright ${command}`;
  const project = openProject(folder, { mode, program });
  try {
    if (mode === 'write') project.sessions.open(program);
    return await work(project);
  } finally {
    project.project.close();
  }
}

export async function createProject(folder: string, settings: ProjectSettings): Promise<ProjectStore> {
  const { createProject: create } = await import('../main/store/open-project');
  return create(folder, settings);
}
