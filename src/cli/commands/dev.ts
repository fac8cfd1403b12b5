import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Command } from '../command';
import { prepareServer, stopSignal, welcome } from '../server';

export const command: Command = {
	summary: 'Runs Omatt from its sources and reloads them as they change',
	async run() {
		const stop = stopSignal();
		const prepared = await prepareServer(() => undefined);
		try {
			const { host, port } = prepared.config;
			const vite = join(
				dirname(createRequire(import.meta.url).resolve('vite/package.json')),
				'bin',
				'vite.js'
			);
			const args = [vite, 'dev', '--strictPort', '--host', host, '--port', String(port)];
			const child = spawn(process.execPath, args, {
				stdio: 'inherit',
				env: { ...process.env, ...prepared.env }
			});
			const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 0)));
			welcome(prepared);
			await Promise.race([stop, ended]);
			child.kill('SIGTERM');
			return await ended;
		} finally {
			await prepared.close();
		}
	}
};
