import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol } from 'electron';
import { APP_HOST, fileInside } from './own-addresses';

/** No inline code, no eval, nothing from elsewhere; renditions by `image:`, everything else by `app:`. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' image:",
  "connect-src 'self' image:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Both schemes have to be known before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: 'image', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } },
  ]);
}

/** Serves the window's own files, from one folder and with the policy on every answer. */
export function serveApp(folder: string): void {
  protocol.handle('app', async ({ url }) => {
    const { host, pathname } = new URL(url);
    const path = host === APP_HOST ? fileInside(folder, pathname) : null;
    if (path === null) return new Response(null, { status: 404 });
    try {
      const type = types[extname(path)] ?? 'application/octet-stream';
      return new Response(await readFile(path), { headers: headers(type) });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

function headers(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
