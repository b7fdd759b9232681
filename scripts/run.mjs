/** Runs one of our TypeScript files: `node scripts/run.mjs bench/main.ts bar-1a`. */
import { findNode, install, runAs } from './ready.mjs';

await install();
process.exitCode = await runAs(findNode(), process.argv.slice(2), { cwd: process.cwd() });
