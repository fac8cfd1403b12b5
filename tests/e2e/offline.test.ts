import { ALL_PAGES } from './pages/all-pages';
import { expect, test } from './pages/test';
import { text } from './pages/texts';

test('without a net our own page says what can wait and what cannot', async ({ as }) => {
	const page = await as('ingrid');
	await page.goto('/home');
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready;
	});
	await page.context().setOffline(true);
	await page.goto('/needs/018f0000-0000-7000-8000-000000000000/check');
	const heading = page.getByRole('heading', { level: 1 });
	await expect(heading).toHaveText(text('offlineTitle'));
	// It is the same for everyone: nobody's name was kept on the phone.
	await expect(page.locator('body')).not.toContainText('Ingrid');
	expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Inter');
	await page.context().setOffline(false);
	await page.goto('/home');
	await page.context().setOffline(true);
	await page.goto('/listings?q=pult');
	await expect(heading).toHaveText(text('offlineTitle'));
	await page.context().setOffline(false);
	await page
		.getByRole('link', { name: text('offlineTryAgain') })
		.or(page.getByRole('button', { name: text('offlineTryAgain') }))
		.click();
	await expect(heading).not.toHaveText(text('offlineTitle'));
});

test('the phone can install it', async ({ as }) => {
	const page = await as('nobody');
	await page.goto('/');
	const address = await page.locator('link[rel=manifest]').getAttribute('href');
	const manifest = (await (await page.request.get(address ?? '')).json()) as {
		icons: { src: string; sizes: string }[];
	};
	expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
	for (const { src } of manifest.icons) expect((await page.request.get(src)).ok()).toBe(true);
});

test('every page carries the security headers and a strict policy', async ({ as }) => {
	const page = await as('ingrid');
	const listed = ALL_PAGES.filter((each) => each.as === 'ingrid' || each.as === 'nobody');
	for (const each of listed.filter(({ follow }) => !follow)) {
		const headers = (await page.request.get(each.path, { headers: { accept: 'text/html' } })).headers();
		const policy = headers['content-security-policy'] ?? '';
		expect.soft(policy, each.name).toContain("default-src 'self'");
		expect.soft(policy, each.name).toMatch(/script-src 'self'( 'nonce-[^']+')?(;|$)/);
		expect.soft(policy, each.name).toContain("frame-ancestors 'none'");
		expect.soft(policy, each.name).toContain("object-src 'none'");
		expect.soft(headers['x-content-type-options'], each.name).toBe('nosniff');
		expect.soft(headers['x-frame-options'], each.name).toBe('DENY');
		expect.soft(headers['referrer-policy'], each.name).toBe('same-origin');
		expect.soft(headers['cache-control'], each.name).toContain('no-store');
	}
	// Violations are listened for on every page of every test.
});

test('an address that is not there, or not for this person, gets the same calm page', async ({ as }) => {
	const page = await as('ingrid');
	for (const path of [
		'/finnes-ikke',
		'/needs/018f0000-0000-7000-8000-000000000000',
		'/listings/tull',
		'/expert'
	]) {
		const answer = await page.goto(path);
		expect.soft(answer?.status(), path).toBe(404);
		await expect.soft(page.getByRole('heading', { level: 1 }), path).toHaveText(text('errorNotFoundTitle'));
		await expect.soft(page.getByText(text('errorIdLabel')), path).toBeHidden();
	}
});
