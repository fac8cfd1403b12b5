import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from './pages/test';
import { text } from './pages/texts';

/** Everything last year's report says of a unit, with the names of units taken out of the filter above it. */
async function reportOf(page: Page, unitId: string): Promise<string> {
	const year = new Date().getFullYear() - 1;
	await page.goto(`/reports?unit=${unitId}&from=${year}-01&to=${year}-12`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(text('reportTitle'));
	return page
		.locator('main .heads, main .stats, main section')
		.allInnerTexts()
		.then((all) => all.join('\n'));
}

async function open(page: Page, name: string): Promise<string> {
	await page.goto(`/admin/units?q=${encodeURIComponent(name)}`);
	await page.locator('main .tree').getByRole('link', { name }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function choose(page: Page, field: string, name: string): Promise<void> {
	const select = page.locator(`select[name=${field}]`);
	const value = await select.locator('option', { hasText: name }).getAttribute('value');
	await select.selectOption(value ?? '');
}

test('an admin moves a unit, having seen what it does, and last year says what it said', async ({
	as,
	marker
}) => {
	const admin = await as('ola');
	const name = `Flytteenhet ${marker}`;

	await test.step('a unit is added under an agency, and a number that is none is refused beside the field', async () => {
		await admin.goto('/admin');
		await admin.getByRole('link', { name: text('adminUnitsTitle'), exact: true }).click();
		await admin.getByRole('link', { name: text('adminUnitAdd') }).click();
		await admin.locator('input[name=name]').fill(name);
		await choose(admin, 'parentId', 'Etat for skole');
		await admin.locator('input[name=orgnr]').fill('123 456 789');
		await admin.getByRole('button', { name: text('adminUnitAdd') }).click();
		await expect(admin.getByText(text('error_orgnrInvalid')).first()).toBeVisible();
		await expect(admin.locator('input[name=name]')).toHaveValue(name);
		await admin.locator('input[name=orgnr]').fill('');
		await admin.getByRole('button', { name: text('adminUnitAdd') }).click();
		await expect(admin.getByRole('heading', { level: 1 })).toHaveText(name);
	});

	const agency = await open(admin, 'Etat for skole');
	const before = await reportOf(admin, agency);

	await test.step('the move tells who loses reach before anything changes', async () => {
		await open(admin, name);
		await admin.getByRole('link', { name: text('adminUnitMove') }).click();
		await choose(admin, 'parentId', 'Etat for bygg og eiendom');
		await admin.getByRole('button', { name: text('adminUnitLook') }).click();
		await expect(admin.getByRole('heading', { name: text('adminUnitWhatIf') })).toBeVisible();
		await expect(admin.getByText('Marit Leknes').first()).toBeVisible();
		await expect(admin.getByText(text('adminUnitReports'))).toBeVisible();
		const { violations } = await new AxeBuilder({ page: admin }).analyze();
		expect(violations).toEqual([]);
		await admin.getByRole('button', { name: text('adminUnitMoveDo'), exact: true }).click();
		await expect(admin.getByText(text('adminSaved'))).toBeVisible();
		await expect(admin.getByText('Etat for bygg og eiendom').first()).toBeVisible();
	});

	await test.step('last year says what it said', async () => {
		expect(await reportOf(admin, agency)).toBe(before);
	});
});
