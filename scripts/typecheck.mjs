import { runChecks, typeChecks } from './checks/static.mjs';

const { failed } = await runChecks(typeChecks());
process.exitCode = failed === 0 ? 0 : 1;
