import { chromium } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { it } from 'vitest';
import { createTestDatabase } from '../support/database';
import { anOrgnr, createTestApp, createWorld } from '../support/world';
import { startServer } from '../support/server';
import { systemClock } from '$lib/platform/clock';
it('looks', async () => {
	const database = await createTestDatabase();
	const test = await createTestApp(database, { ...systemClock, set: () => undefined });
	await createWorld(test.db, test.clock);
	const { secret } = await test.app.provision.inviteAdmin({ email: 'ny@x.example', name: 'Ny Admin', organisation: { orgnr: anOrgnr(), name: 'Ny kommune' } });
	const server = await startServer({ database });
	const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
	const out = '/tmp/account/shots/';
	try {
	for (const [label, opts] of Object.entries({
		phone: { viewport: { width: 360, height: 740 }, locale: 'nb-NO' },
		dark: { viewport: { width: 360, height: 740 }, locale: 'nn-NO', colorScheme: 'dark' as const },
		wide: { viewport: { width: 1280, height: 900 }, locale: 'en-GB' },
		narrow: { viewport: { width: 320, height: 640 }, locale: 'nb-NO' },
		nojs: { viewport: { width: 360, height: 740 }, locale: 'nb-NO', javaScriptEnabled: false }
	})) {
		const context = await browser.newContext(opts);
		const page = await context.newPage();
		const logs: string[] = [];
		page.on('console', (x) => logs.push(x.type() + ' ' + x.text()));
		page.on('pageerror', (x) => logs.push('pageerror ' + x.message));
		const shot = async (name: string) => {
			await page.screenshot({ path: `${out}${label}-${name}.png`, fullPage: name.endsWith('full') });
			const overflow = label === 'nojs' ? 0 : await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
			if (overflow > 0) console.log(label, name, 'OVERFLOW', overflow);
			if (label !== 'nojs') {
				const { violations } = await new AxeBuilder({ page }).analyze();
				for (const v of violations) console.log(label, name, 'AXE', v.id, v.nodes.map((n) => n.html.slice(0, 120)).join(' | '));
			}
		};
		await page.goto(server.origin + '/');
		await shot('start');
		await page.goto(server.origin + '/home');
		console.log(label, page.url());
		await shot('signin');
		await shot('signin-full');
		await page.locator('input[name=email]').fill('x@y.no');
		await page.locator('input[name=password]').fill('wrong');
		await page.locator('form[action="?/password"] button').click();
		await page.locator('[data-error-summary]').waitFor();
		await shot('signin-wrong');
		await page.getByRole('button', { name: /Magne Manager/ }).click();
		await page.waitForURL('**/home');
		await shot('home');
		await page.goto(server.origin + '/profile');
		await shot('profile-full');
		await page.locator('form[action="/sign-out"] button').click();
		await page.waitForURL(server.origin + '/');
		await page.goto(server.origin + '/profile');
		console.log(label, 'after sign-out', page.url());
		if (label === 'phone' ) {
			await page.goto(server.origin + '/set-password/' + secret);
			await shot('set');
			await page.locator('input[name=newPassword]').fill('kort');
			await page.locator('main form button').click();
			await page.locator('[data-error-summary]').waitFor();
			await shot('set-short');
			await page.locator('input[name=newPassword]').fill('fire tilfeldige ord her');
			await page.locator('main form button').click();
			await page.waitForURL('**/home');
			await shot('admin-home');
			await page.goto(server.origin + '/set-password/' + secret);
			await shot('set-dead');
			await page.locator('header summary').click();
			await page.locator('.panel button[lang=nn]').click();
			await page.waitForLoadState();
			await shot('set-dead-nn');
		}
		console.log(label, logs.filter((x) => !x.includes('422')).join('\n'));
		await context.close();
	}
	} finally {
	await browser.close();
	await server.stop();
	await test.stop();
	await database.drop();
	}
}, 200_000);
