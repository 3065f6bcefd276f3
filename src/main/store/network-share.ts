import { statfsSync } from 'node:fs';

/** `f_type` of statfs(2) on Linux, where several computers may write and SQLite's shared memory does not work. */
const NETWORK_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x01021997, '9P'],
  [0x47504653, 'GPFS'],
  [0x7461636f, 'OCFS2'],
]);

/** Name of the network file system that holds the folder, or null; on Windows told by `\\server\share` paths. */
export function networkShare(folder: string, typeOf: (folder: string) => number = fileSystemType): string | null {
  if (process.platform === 'win32') return folder.startsWith('\\\\') ? 'SMB' : null;
  if (process.platform !== 'linux') return null;
  return NETWORK_TYPES.get(typeOf(folder) >>> 0) ?? null;
}

function fileSystemType(folder: string): number {
  try {
    return statfsSync(folder).type;
  } catch {
    return 0;
  }
}
