import { reserveIssuer, startIdentityProvider } from '../support/identity-provider';
import { approveButton, openApproval } from './pages/need-pages';
import { expect, test, type Page } from './pages/test';
import { text } from './pages/texts';

const SCHOOL = 'Fjellveien skole';
/** The unit above the schools, and what waits there to be approved since before anyone came. */
const AGENCY = 'Etat for skole';
const WAITING = 'Elevskap til ny klasse';

/** Gives a group a unit or a role, on the page of a provider. */
async function addRule(page: Page, { group, gives }: { group: string; gives: string }): Promise<void> {
	const form = page.locator('form[action="?/addRule"]');
	const unit = form.locator('select[name=unitId]');
	const school = await unit.locator('option', { hasText: SCHOOL }).getAttribute('value');
	await form.locator('input[name=value]').fill(group);
	await form.locator('select[name=gives]').selectOption(gives);
	await unit.selectOption(school ?? '');
	await form.getByRole('button').click();
	await expect(page.getByText(`groups = ${group}`).first()).toBeVisible();
}

test('staff sign in at work: groups place them, and a human lets in the rest', async ({ as, marker }) => {
	test.setTimeout(240_000);
	const admin = await as('ola');
	const [kari, stranger] = [await as('nobody'), await as('nobody')];
	const button = `Jobbkonto ${marker}`;
	const group = `skole-${marker}`;
	const address = await reserveIssuer();

	await expect(admin.locator('a[href="/admin"]').first()).toBeAttached();
	await admin.goto('/admin');
	await admin.getByRole('link', { name: text('adminSignInTitle'), exact: true }).click();
	await admin.getByRole('link', { name: text('adminProviderAdd') }).click();
	const callback = await admin.locator('code', { hasText: '/callback' }).textContent();
	const provider = await startIdentityProvider(address, callback?.trim() ?? '', {
		kari: { name: `Kari ${marker}`, email: `kari@${marker}.example`, groups: [group] },
		ukjent: { name: `Ukjent ${marker}`, email: `ukjent@${marker}.example`, groups: ['annet'] }
	});
	const field = (name: string) => admin.locator(`input[name=${name}]`);
	const connect = () => admin.getByRole('button', { name: text('adminProviderConnect') }).click();

	try {
		await test.step('an address nobody answers at is said so, and nothing but the secret is typed again', async () => {
			await field('name').fill(button);
			await field('issuer').fill((await reserveIssuer()).issuer);
			await field('clientId').fill(provider.clientId);
			await field('clientSecret').fill(provider.clientSecret);
			await connect();
			await expect(admin.getByText(text('error_providerNotFound')).first()).toBeVisible();
			await expect(field('clientId')).toHaveValue(provider.clientId);
			await field('issuer').fill(provider.issuer);
			await field('clientSecret').fill(provider.clientSecret);
			await connect();
			await expect(admin.getByRole('heading', { level: 1 })).toHaveText(button);
		});

		await test.step('rules are made, and tried on what the provider says', async () => {
			await addRule(admin, { group, gives: 'homeUnit' });
			await addRule(admin, { group, gives: 'manager' });
			await admin.locator('textarea[name=claims]').fill(JSON.stringify({ groups: [group] }));
			await admin.getByRole('button', { name: text('dryRunButton'), exact: true }).click();
			await expect(admin.getByText(text('dryRunHome', { unit: SCHOOL }))).toBeVisible();
		});

		await test.step('the first sign-in lands in the unit, with the role', async () => {
			provider.isNow('kari');
			await kari.goto('/sign-in');
			await kari.getByRole('link', { name: button }).click();
			await kari.waitForURL(/\/home/);
			await kari.goto('/profile');
			await expect(kari.getByText(text('role_manager'), { exact: true })).toBeVisible();
			await expect(kari.getByText(SCHOOL).first()).toBeVisible();
		});

		await test.step('somebody no rule places waits, and is let in by a human', async () => {
			provider.isNow('ukjent');
			await stranger.goto('/sign-in');
			await stranger.getByRole('link', { name: button }).click();
			await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(text('signInWaitingTitle'));
			await admin.goto('/admin/sign-in');
			const waiting = admin.getByRole('listitem').filter({ hasText: `Ukjent ${marker}` });
			const unit = waiting.locator('select[name=unitId]');
			const school = await unit.locator('option', { hasText: SCHOOL }).getAttribute('value');
			await unit.selectOption(school ?? '');
			await waiting.getByRole('button', { name: text('adminAdmit') }).click();
			await expect(admin.getByText(text('adminAdmitted'))).toBeVisible();
			await stranger.goto('/sign-in');
			await stranger.getByRole('link', { name: button }).click();
			await stranger.waitForURL(/\/home/);
		});
	} finally {
		await provider.stop();
	}
});

/** Puts somebody in at the agency. @returns the address of the one-time link */
async function invite(
	admin: Page,
	{ name, email, isManager }: { name: string; email: string; isManager: boolean }
): Promise<string> {
	await admin.goto('/admin/people/new');
	await admin.locator('input[name=name]').fill(name);
	await admin.locator('input[name=email]').fill(email);
	const unit = admin.locator('select[name=unitId]');
	const agency = await unit.locator('option', { hasText: AGENCY }).getAttribute('value');
	await unit.selectOption(agency ?? '');
	await admin.locator('input[name=roles][value=manager]').setChecked(isManager);
	await admin.getByRole('button', { name: text('adminInvite') }).click();
	return (await admin.locator('code').innerText()).trim();
}

async function takeLink(page: Page, link: string): Promise<void> {
	await page.goto(new URL(link).pathname);
	await page.locator('input[name=newPassword]').fill('Blåbær og fjelluft 1917');
	await page.getByRole('button', { name: text('setPasswordSubmit') }).click();
	await page.waitForURL(/\/home/);
}

test('whoever is shut out is at the sign-in by the next tap, and the deputy decides what waited', async ({
	as,
	marker
}) => {
	const admin = await as('ola');
	const [leaving, deputy] = [await as('nobody'), await as('nobody')];
	const [leaver, stand] = ['slutter', 'vikar'].map((who) => ({
		name: `${who} ${marker}`,
		email: `${who}@${marker}.example`,
		isManager: who === 'slutter'
	}));
	if (!leaver || !stand) throw new Error('two people are needed');
	await takeLink(leaving, await invite(admin, leaver));
	await takeLink(deputy, await invite(admin, stand));

	await openApproval(leaving, WAITING);
	await expect(approveButton(leaving)).toBeVisible();

	await test.step('an administrator shuts the person out, with somebody to take over', async () => {
		await admin.goto(`/admin/people?q=${encodeURIComponent(leaver.name)}`);
		await admin.getByRole('link', { name: leaver.name }).click();
		await admin.locator('summary', { hasText: text('adminDeactivate') }).click();
		await admin.locator('input[name=deputyEmail]').fill(stand.email);
		await admin.getByRole('button', { name: text('adminDeactivate'), exact: true }).click();
		await expect(admin.getByText(text('adminPersonOutText'))).toBeVisible();
	});

	await test.step('the page that stood open leads to the sign-in, and decides nothing', async () => {
		await approveButton(leaving).click();
		await expect(leaving).toHaveURL(/\/sign-in/, { timeout: 3_000 });
		await leaving.goto('/approvals');
		await expect(leaving).toHaveURL(/\/sign-in\?next=/);
	});

	await test.step('what waited is with the deputy', async () => {
		await openApproval(deputy, WAITING);
		await expect(approveButton(deputy)).toBeVisible();
	});
});
