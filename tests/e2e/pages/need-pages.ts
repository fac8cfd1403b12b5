import { expect, type Page } from '@playwright/test';
import { chooseType } from './listing-pages';
import { daysAhead, idIn } from './test';
import { startOf, text, type MessageKey } from './texts';

export interface NeedInput {
	title: string;
	/** Name of the type in Bokmål; left out it follows the title. */
	type?: string;
	quantity?: string;
	reason?: string;
	/** A supplier's quote for one, in kroner. */
	quote?: { price: string; reference: string };
}

/** States a need and goes on to its check; answers the id of the need. */
export async function stateNeed(page: Page, input: NeedInput): Promise<string> {
	await page.goto('/needs/new');
	await page.getByLabel(text('needTitleLabel'), { exact: true }).fill(input.title);
	if (input.type) await chooseType(page, input.type);
	await page.getByLabel(text('needQuantityLabel'), { exact: true }).fill(input.quantity ?? '1');
	await page.getByLabel(text('needByLabel'), { exact: true }).fill(daysAhead(40));
	await page
		.getByLabel(text('needReasonLabel'), { exact: true })
		.fill(input.reason ?? 'Ny ansatt fra neste måned.');
	await page.locator('input[name=wouldBuyNew][value=yes]').check();
	if (input.quote) {
		await page.getByLabel(text('needUnitPriceLabel'), { exact: true }).fill(input.quote.price);
		await page.getByLabel(text('needPriceEvidenceLabel'), { exact: true }).selectOption('quote');
		await page.getByLabel(text('needPriceReferenceLabel'), { exact: true }).fill(input.quote.reference);
	}
	await page.getByRole('button', { name: text('needNewSubmit'), exact: true }).click();
	await page.waitForURL(/\/needs\/[0-9a-f-]{36}\/check/);
	return idIn(page, 'needs');
}

/** The forced check of a need. */
export class CheckPage {
	constructor(
		readonly page: Page,
		readonly needId: string
	) {}

	open = () => this.page.goto(`/needs/${this.needId}/check`);
	steps = () => this.page.getByRole('list', { name: text('checkStepsLabel') }).getByRole('listitem');
	step = (rung: 'avoid' | 'reuse' | 'share' | 'repair' | 'cooperate') =>
		this.steps().filter({ hasText: text(`rungName_${rung}` as MessageKey) });
	group = (title: string) => this.groups().filter({ hasText: title });
	private groups = () =>
		this.page
			.getByRole('article')
			.filter({ has: this.page.getByRole('heading', { name: startOf('checkGroupTitle') }) });
	completeButton = () => this.page.getByRole('button', { name: text('checkComplete'), exact: true });

	/** Rung 1: it is needed. */
	async answerNeeded(): Promise<void> {
		await this.page.getByLabel(text('checkUsedForLabel'), { exact: true }).fill('Kontorplass');
		await this.page.getByLabel(text('checkHowLongLabel'), { exact: true }).fill('Minst fem år');
		await this.page
			.getByLabel(text('checkIfNotLabel'), { exact: true })
			.fill('Da har vi ingen plass å sitte.');
		await this.page.locator('input[name=decision][value=needed]').check();
		await this.page.getByRole('button', { name: text('checkAvoidSubmit'), exact: true }).click();
		await expect(this.page.locator('#reuse')).toBeVisible();
	}

	/** Rung 2: this one is taken. */
	async use(title: string): Promise<void> {
		const group = this.group(title);
		await group.getByRole('button', { name: text('checkUse'), exact: true }).click();
		await expect(group.getByRole('link', { name: text('checkSeeReservation') })).toBeVisible();
	}

	/** Rung 2: nothing of what is left will do. */
	async refuseAll(): Promise<void> {
		const open = this.groups().filter({
			has: this.page.getByRole('button', { name: text('checkUse'), exact: true })
		});
		for (let left = await open.count(); left > 0; left = await open.count()) {
			const group = open.first();
			await group.getByRole('button', { name: text('refusal_function'), exact: true }).click();
			await expect(open).toHaveCount(left - 1);
		}
	}

	async complete(): Promise<void> {
		await this.completeButton().click();
		await this.page.waitForURL(new RegExp(`/needs/${this.needId}$`));
	}
}

/** What is asked of a supplier, by field. */
export const CRITERIA = {
	quality: 'Svanemerket eller tilsvarende',
	expectedLifetimeYears: '12',
	warrantyMonths: '36',
	spareParts: 'Deler i ti år etter kjøpet',
	repairability: 'Kan skrus fra hverandre med vanlig verktøy',
	recyclability: 'Metall og plast kan skilles',
	takeBack: 'Leverandøren tar den tilbake gratis'
} as const;
export type Criterion = keyof typeof CRITERIA;

/** The wish to buy what is missing. */
export class PurchasePage {
	constructor(
		readonly page: Page,
		readonly needId: string
	) {}

	open = () => this.page.goto(`/needs/${this.needId}/purchase`);
	field = (criterion: Criterion) => this.page.getByLabel(text(`criterion_${criterion}`), { exact: true });
	summary = () => this.page.locator('[data-error-summary]');

	async fill(criteria: readonly Criterion[]): Promise<void> {
		for (const criterion of criteria) await this.field(criterion).fill(CRITERIA[criterion]);
	}
	chooseNew = () => this.page.locator('input[name=kind][value=new]').check();
	submit = () => this.page.getByRole('button', { name: text('purchaseSubmit'), exact: true }).click();

	/** Everything at once, as one who knows what is asked for. */
	async ask(): Promise<void> {
		await this.open();
		await this.chooseNew();
		await this.fill(Object.keys(CRITERIA) as Criterion[]);
		await this.submit();
		await this.page.waitForURL(new RegExp(`/needs/${this.needId}$`));
	}
}

/** Opens the request for a need from the list of what waits for this person. */
export async function openApproval(page: Page, title: string): Promise<void> {
	await page.goto('/approvals');
	await page.getByRole('link', { name: title }).click();
	await page.waitForURL(/\/approvals\/[0-9a-f-]{36}/);
}

export const approveButton = (page: Page) =>
	page.getByRole('button', { name: text('approvalApprove'), exact: true });
