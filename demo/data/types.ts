/** The shapes of the demo's data files. A new brand is a range, its places and a copy per language; no code. */

/** What a visitor chooses by: each product offers some of the values, the cheapest first. */
export interface Axis {
  /** Language independent: `size`. */
  readonly key: string;
  readonly values: readonly string[];
  /** Offers at least this many of them. */
  readonly atLeast: number;
  readonly atMost: number;
}

/** A property with one of a few values, each with its own sentence in the description. */
export interface Trait {
  readonly key: string;
  readonly values: readonly string[];
}

/** A property that is a number. */
export interface Measure {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

export type Shape =
  | 'mattress'
  | 'topper'
  | 'bed'
  | 'box-spring'
  | 'nightstand'
  | 'duvet'
  | 'pillow'
  | 'linen'
  | 'tube'
  | 'tin'
  | 'bottle'
  | 'bar'
  | 'pump'
  | 'box'
  | 'frame'
  | 'sunglasses'
  | 'contact-lens'
  | 'spray'
  | 'case'
  | 'suit'
  | 'jacket'
  | 'coat'
  | 'shirt'
  | 'trousers'
  | 'tie'
  | 'swatch';

export interface CategoryRange {
  /** Language independent: `mattresses`. */
  readonly key: string;
  /** The group that it belongs to. */
  readonly group: string;
  /** How many of each round of products are of this category. */
  readonly weight: number;
  readonly shape: Shape;
  readonly axes: readonly Axis[];
  /** The first one decides which title a product gets. */
  readonly traits: readonly [Trait, ...Trait[]];
  readonly measures: readonly Measure[];
  /** Whole euros in the Netherlands for the cheapest variant of the plainest and of the finest product. */
  readonly price: { readonly from: number; readonly to: number };
  /** Categories whose products go with it. */
  readonly goesWith: readonly string[];
  /** Made when ordered: sold out means a longer wait, not a no. */
  readonly madeToOrder?: boolean;
  /** Cut for one person: none of it ever lies anywhere, and it can always be ordered. */
  readonly madeToMeasure?: boolean;
  /** INCI names by value of the first trait, for what goes on skin. */
  readonly inci?: Readonly<Record<string, string>>;
}

export interface Place {
  readonly key: string;
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Countries whose sites sell what lies here. */
  readonly serves: readonly string[];
  readonly warehouse?: boolean;
}

export interface BrandRange {
  readonly key: string;
  readonly name: string;
  /** Start of its product ids, lower case. */
  readonly prefix: string;
  /** Names of the lines; the n-th product of each category carries the n-th name of the seed's order. */
  readonly lines: readonly string[];
  readonly groups: readonly string[];
  readonly categories: readonly CategoryRange[];
  readonly places: readonly Place[];
  /** Lower bounds of the price facet, whole units of the currency. */
  readonly priceSteps: readonly number[];
  /** Colours by which options are drawn, and the brand's own for scenes: background, ground, accent, light. */
  readonly colours: Readonly<Record<string, string>>;
  readonly scenery: readonly (readonly [sky: string, far: string, near: string, light: string])[];
  /** Language to copy; the first is spoken where a site's own language is missing. */
  readonly copy: Readonly<Record<string, BrandCopy>>;
  /** By the same languages. */
  readonly marketing: Readonly<Record<string, MarketingCopy>>;
  /** Key of the experiment that the brand's sites run on their home page. */
  readonly experiment: string;
}

/** Groups of visitors that the demo's sites have segments for: keys in its sites file. */
export const audiences = ['new', 'comparing', 'loyal', 'lapsed'] as const;

export type Audience = (typeof audiences)[number];

/** What a brand says to one group of visitors. */
export interface AudienceCopy {
  readonly heading: string;
  readonly body: string;
  readonly link: string;
  /** Above the rail that everybody else sees filled with what is popular. */
  readonly rail: string;
  /** The pop-up; who is in no group sees none. */
  readonly popUp: string;
}

/** A banner that shows for a while, in days from the demo's present day. */
export interface CampaignCopy {
  readonly text: string;
  readonly fromDay: number;
  readonly untilDay: number;
}

/** What marketers keep in one language: the words of a home page that are not for everybody, or not for ever. */
export interface MarketingCopy {
  readonly audiences: Readonly<Record<Audience, AudienceCopy>>;
  readonly campaigns: readonly CampaignCopy[];
  /** What the experiment tries instead of `chosen`, the heading above what the shops chose. */
  readonly chosenInstead: string;
}

export interface CategoryCopy {
  readonly title: string;
  readonly handle: string;
  /** Start of the handles of its products. */
  readonly noun: string;
  /** `{line}` is the name of the line; by value of the first trait. */
  readonly titles: Readonly<Record<string, string>>;
  /** First paragraphs of a description, one of them used; `{line}`. */
  readonly openings: readonly string[];
  readonly care: string;
  /** What the banner at the top of its list says. */
  readonly banner: string;
  /** The story below each of its products. */
  readonly story: { readonly heading: string; readonly html: string };
  /** Sentences of happy, so-so and disappointed buyers. */
  readonly happy: readonly string[];
  readonly mixed: readonly string[];
  readonly unhappy: readonly string[];
}

export interface AttributeCopy {
  readonly label: string;
  readonly unit?: string;
  /** By value: its name and, for a trait, what it does for the buyer. */
  readonly values?: Readonly<Record<string, readonly [name: string, says?: string]>>;
}

export interface MagazineStory {
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly html: string;
  /** Categories that its products come from. */
  readonly about: readonly string[];
}

export interface PageCopy {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly html: string;
}

export interface BrandPages {
  readonly home: {
    readonly title: string;
    readonly description: string;
    readonly hero: { readonly heading: string; readonly body: string; readonly link: string };
    readonly kiosk: { readonly heading: string; readonly body: string };
    readonly app: { readonly heading: string; readonly body: string };
    /** The banner of every day, and the one of the offer that runs two weeks. */
    readonly promise: string;
    readonly offer: string;
    readonly popular: string;
    readonly chosen: string;
  };
  readonly about: PageCopy;
  readonly service: PageCopy;
  readonly sale: PageCopy;
  readonly magazine: { readonly path: string; readonly title: string; readonly description: string };
  readonly stories: readonly MagazineStory[];
}

export interface BrandCopy {
  readonly groups: Readonly<Record<string, { readonly title: string; readonly handle: string }>>;
  readonly categories: Readonly<Record<string, CategoryCopy>>;
  readonly attributes: Readonly<Record<string, AttributeCopy>>;
  /** Last sentences of a description, one of them used. */
  readonly closings: readonly string[];
  readonly seo: string;
  readonly replies: { readonly thanks: readonly string[]; readonly sorry: readonly string[] };
  readonly pages: BrandPages;
}

/** What is the same for all brands in one language. */
export interface LanguageCopy {
  /** As it is set after a label: French puts a space before it. */
  readonly colon: string;
  readonly price: string;
  readonly available: string;
  readonly yes: string;
  readonly no: string;
  /** Words that a search leaves out. */
  readonly stopWords: readonly string[];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly reviewTitles: {
    readonly happy: readonly string[];
    readonly mixed: readonly string[];
    readonly unhappy: readonly string[];
  };
  /** Views of a product in alt texts; `{title}`. */
  readonly views: { readonly front: string; readonly detail: string; readonly scene: string };
}
