export type Loaders = {};
