import { z } from 'zod';
import { nothing, request } from './define';

export const themeSchema = z.enum(['system', 'dark', 'light']);
export type Theme = z.infer<typeof themeSchema>;

export const appFactsSchema = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  theme: themeSchema,
});
export type AppFacts = z.infer<typeof appFactsSchema>;

const chosen = z.object({ paths: z.array(z.string()) });

export const appRequests = {
  'app.facts': request(nothing, appFactsSchema),
  'app.setTheme': request(z.object({ theme: themeSchema }), nothing),
  /** The system's own dialog; no path when it was cancelled. */
  'app.chooseFolder': request(z.object({ purpose: z.enum(['open-project', 'new-project', 'images']) }), chosen),
  'app.chooseImages': request(nothing, chosen),
};
