import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * @template Report
 * @param {string} file @param {(report: Report) => Count} count @param {number} code
 * @returns {Count}
 */
function readReport(file, count, code) {
	const result = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
	// A file that does not load, or a broken setup, fails the run without failing a test.
	return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
}

/**
 * Runs the unit and integration tests, then the journeys, and prints their sum on a line of its own. Words after
 * the command go to the runner whose files they name, or to both.
 * @param {import('./bootstrap-chromium.mjs').Tools & { args: string[], env: Record<string, string> }} options
 * @returns {Promise<number>} 0 when all passed
 */
export async function runTests({ root, node, args, run, say, env }) {
	const journeysOnly = args.some((word) => word.includes('e2e'));
	const testsOnly =
		!journeysOnly && args.some((word) => /^(src|tests|migrations)\b|\.(spec|test)\b/.test(word));
	const reports = mkdtempSync(join(tmpdir(), 'omatt-reports-'));
	/** @type {Count[]} */
	const counts = [];

	if (!journeysOnly) {
		const file = join(reports, 'vitest.json');
		const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
		const runner = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '-c', '.config/vitest.config.ts'];
		const code = await run(node, [...runner, ...options, ...args], env);
		const count = (/** @type {{ numPassedTests: number, numFailedTests: number }} */ report) => ({
			passed: report.numPassedTests,
			failed: report.numFailedTests
		});
		counts.push(readReport(file, count, code));
	}
	if (!testsOnly) {
		const file = join(reports, 'playwright.json');
		const runner = [join(root, 'node_modules/@playwright/test/cli.js'), 'test'];
		const options = ['-c', '.config/playwright.config.ts', '--reporter=list,json'];
		const code = await run(node, [...runner, ...options, ...args], {
			...env,
			PLAYWRIGHT_JSON_OUTPUT_FILE: file
		});
		const count = (
			/** @type {{ stats: Record<'expected' | 'flaky' | 'unexpected', number> }} */ { stats }
		) => ({
			passed: stats.expected + stats.flaky,
			failed: stats.unexpected
		});
		counts.push(readReport(file, count, code));
	}

	rmSync(reports, { recursive: true, force: true });
	const passed = counts.reduce((sum, count) => sum + count.passed, 0);
	const failed = counts.reduce((sum, count) => sum + count.failed, 0);
	say(`\n${passed} passed, ${failed} failed`);
	return failed === 0 ? 0 : 1;
}
