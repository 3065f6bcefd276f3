import { z } from 'zod';
import { nothing, request } from './define';
import { folderPathSchema } from './projects';

export const themeSchema = z.enum(['system', 'dark', 'light']);
export type Theme = z.infer<typeof themeSchema>;

export const appFactsSchema = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  theme: themeSchema,
});
export type AppFacts = z.infer<typeof appFactsSchema>;

export const deviceChoiceSchema = z.enum(['auto', 'cpu']);
export type DeviceChoice = z.infer<typeof deviceChoiceSchema>;

/** What the settings show beside the theme. */
export const appSettingsSchema = z.object({
  /** `auto`: the GPU where there is one. */
  device: deviceChoiceSchema,
  folders: z.object({
    /** Under which new projects are suggested. */
    projects: z.string(),
    /** Renditions and weight maps; can be emptied at any time. */
    cache: z.string(),
    /** Which projects there are, and these settings. */
    data: z.string(),
  }),
});
export type AppSettings = z.infer<typeof appSettingsSchema>;

const chosen = z.object({ paths: z.array(z.string()) });

export const appRequests = {
  'app.facts': request(nothing, appFactsSchema),
  'app.setTheme': request(z.object({ theme: themeSchema }), nothing),
  /** The system's own dialog; no path when it was cancelled. */
  'app.chooseFolder': request(
    z.object({
      purpose: z.enum([
        'open-project',
        'new-project',
        'images',
        'moved-images',
        'export',
        'projects-home',
        'weight-maps',
      ]),
    }),
    chosen,
  ),
  'app.chooseImages': request(nothing, chosen),
  'app.settings': request(nothing, appSettingsSchema),
  /** Starts the engine anew on the device; training runs go on where they are. */
  'app.setDevice': request(z.object({ device: deviceChoiceSchema }), nothing),
  'app.setProjectsFolder': request(z.object({ folder: folderPathSchema }), nothing),
  /** Bytes on the disk. */
  'app.cacheSize': request(nothing, z.object({ bytes: z.number() })),
  'app.emptyCache': request(nothing, nothing),
  'app.revealFolder': request(z.object({ folder: z.enum(['projects', 'cache', 'data']) }), nothing),
};
