import { z } from 'zod';
import { say, UsageError, type Command } from '../command';
import { optional, required, withApp } from '../with-app';

export const command: Command = {
	summary: 'Invites an administrator and prints a one-time link to set a password',
	usage: '--email <address> --name <name> [--orgnr <number> --organisation <name>]',
	options: {
		email: { type: 'string' },
		name: { type: 'string' },
		orgnr: { type: 'string' },
		organisation: { type: 'string' },
		municipality: { type: 'string' }
	},
	async run({ values }) {
		const email = required(values, 'email');
		if (!z.email().max(254).safeParse(email).success)
			throw new UsageError(`${email} is not an email address.`);
		const name = required(values, 'name');
		const orgnr = optional(values, 'orgnr')?.replace(/\s/g, '');
		const organisation = orgnr && {
			orgnr,
			name: optional(values, 'organisation'),
			municipality: optional(values, 'municipality')
		};
		await withApp(async (app, config) => {
			const { secret, expiresAt } = await app.provision.inviteAdmin({
				email,
				name,
				...(organisation && { organisation })
			});
			say(`Send this link to ${name}. It works once, until ${expiresAt.toISOString()}:`);
			say(`${config.origin}/set-password/${secret}`);
		});
	}
};
