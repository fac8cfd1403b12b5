import { redirect } from '@sveltejs/kit';
import { requireActor } from '$lib/account/require-actor.server';
import { app } from '$lib/app.server';
import { codeText } from '$lib/i18n/code-text';
import { m } from '$lib/i18n/paraglide/messages.js';
import { getLocale } from '$lib/i18n/paraglide/runtime.js';
import * as words from '$lib/i18n/words/index.js';
import { formatDateTime } from '$lib/platform/format';
import { formAction } from '$lib/platform/http/form-action.server';
import { guarded } from '$lib/platform/http/page-load.server';
import type { SettingUnit } from '$lib/setting/setting';
import { changeSettingForm } from '$lib/setting/setting.schema';
import type { ServerFacts } from '$lib/setting/setting.service.server';
import type { Actions, PageServerLoadEvent } from './$types';

function amountText(value: number, unit: SettingUnit): string {
	if (unit === 'hours') return value === 1 ? m.settingOneHour() : m.settingHours({ count: value });
	return value === 1 ? m.settingOneDay() : m.settingDays({ count: value });
}

type Described = Omit<ServerFacts, 'lastBackupAt'> & { lastBackupAt: Date | null };

function backupText({ makesBackups, lastBackupAt }: Described): string {
	if (lastBackupAt) return formatDateTime(lastBackupAt, getLocale());
	return makesBackups ? m.serverBackupNone() : m.serverBackupOff();
}

const serverFacts = (server: Described) => [
	{ label: m.serverVersion(), text: server.version },
	{ label: m.serverAddress(), text: app.origin },
	{
		label: m.serverDatabase(),
		text:
			server.database === 'embedded'
				? m.serverDatabaseEmbedded()
				: server.hasOwnerAddress
					? m.serverDatabaseExternal()
					: m.serverDatabaseOneAddress()
	},
	{ label: m.serverBackup(), text: backupText(server) },
	{ label: m.serverMail(), text: m.serverMailOff() },
	{ label: m.serverDemo(), text: app.isDemo ? m.serverDemoOn() : m.serverDemoOff() }
];

export const load = guarded(async ({ locals, url }: PageServerLoadEvent) => {
	const actor = requireActor(locals);
	const [settings, server] = await Promise.all([app.setting.list(actor), app.setting.describeServer(actor)]);
	return {
		settings: settings.map(({ key, unit, value, min, max, seen, versions, ...setting }) => ({
			...{ key, value, seen },
			title: codeText(words.setting, key),
			text: codeText(words.settingText, key),
			amount: amountText(value, unit),
			limits: m.settingLimits({ shipped: amountText(setting.default, unit), min, max }),
			unit: codeText(words.settingUnit, unit),
			history: versions.map((version) => ({
				id: version.id,
				amount: amountText(version.value, unit),
				from: m.settingFrom({
					time: formatDateTime(version.decidedAt, getLocale()),
					name: version.decidedByName
				})
			}))
		})),
		server: server && serverFacts(server),
		done: url.searchParams.get('done')
	};
});

export const actions = {
	change: formAction(changeSettingForm, async ({ input, locals }) => {
		await app.setting.change(requireActor(locals), input);
		redirect(303, `/admin/settings?done=${input.key}#${input.key}`);
	})
} satisfies Actions;
