// Who may import whom: the last column of the layout table in CONTRIBUTING.md. `npm run walls` holds it.
//
// Kinds of files in a domain folder (actors/<domain>/): contract.ts, *.schemas.ts, *.service.ts, *.view.ts, *.flow.ts,
// *.adapter.ts (what touches the outside, behind a port; engine/ when that takes several files). Every other file there
// holds rules, and is pure.

const DOMAIN = '^actors/(?!runtime/)([^/]+)/';
const KINDS = '(engine/.+|contract|[^/]+\\.(schemas|service|view|flow|adapter))\\.ts$';
const RULES = `${DOMAIN}(?!${KINDS}).+\\.ts$`;
const kind = (suffix) => `${DOMAIN}(?!engine/).*\\.${suffix}\\.ts$`;
const ADAPTERS = `${DOMAIN}(engine/.+|.*\\.adapter)\\.ts$`;

const OWN_FOLDER = '^actors/$1/';
const OWN_CONTRACT = '^actors/$1/contract\\.ts$';
const OWN_RULES = `^actors/$1/(?!${KINDS})`;
const CONTRACTS = '^actors/[^/]+/(contract|[^/]+\\.schemas)\\.ts$';
const CONTRACT_TYPES = '^actors/[^/]+/contract\\.ts$';
const REGISTRY = '^actors/registry\\.ts$';
const RUNTIME = '^actors/runtime/';
const LEAVES = '^actors/runtime/(money|time|ids)\\.ts$';
const WEB = '^gateway/web/';
const FACES = '^gateway/web/(shop|portal|console|dashboards)/';
const ISOLATION = '^tenants/isolation\\.ts$';

/** Files at `from` may import what matches one of `allowed`, and nothing else. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

/** As `only`, and packages and what Node brings besides. */
const onlyAndPackages = (...rule) => {
  const { to, ...rest } = only(...rule);
  return { ...rest, to: { ...to, dependencyTypes: ['local'] } };
};

/** Files at `from` may know the types at `to`, and no more than the types. */
const typesOnly = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { ...to, dependencyTypesNot: ['type-only'] },
});

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    only(
      'contract',
      'A contract imports runtime/contract, its own schemas, leaf types (money, time, ids) and types of other contracts.',
      `${DOMAIN}contract\\.ts$`,
      ['^actors/runtime/contract\\.ts$', LEAVES, '^actors/$1/[^/]+\\.schemas\\.ts$', CONTRACT_TYPES],
    ),
    typesOnly('contract-types', 'A contract uses other contracts as types: import type.', `${DOMAIN}contract\\.ts$`, {
      path: CONTRACT_TYPES,
    }),
    only(
      'schemas',
      'Schemas import contracts, other schemas, rules of their own folder, runtime/{contract,schemas}, leaf types and joi.',
      kind('schemas'),
      ['^actors/runtime/(contract|schemas)\\.ts$', LEAVES, CONTRACTS, OWN_RULES, '(^|/)node_modules/joi/'],
    ),
    only(
      'rules',
      'Rules import their neighbours with rules, types of contracts and runtime/{decider,money,time,ids}. What touches the outside is an *.adapter.ts.',
      RULES,
      [CONTRACT_TYPES, OWN_RULES, '^actors/runtime/decider\\.ts$', LEAVES],
    ),
    typesOnly('rules-types', 'Rules use other contracts as types: import type.', RULES, {
      path: CONTRACT_TYPES,
      pathNot: OWN_CONTRACT,
    }),
    onlyAndPackages(
      'service',
      'A service imports its own folder, contracts, the registry, the runtime and packages.',
      kind('service'),
      [OWN_FOLDER, CONTRACTS, REGISTRY, RUNTIME, ISOLATION],
    ),
    only(
      'view',
      'A view imports its own folder, the runtime and types of contracts: it never sends commands.',
      kind('view'),
      [OWN_FOLDER, CONTRACT_TYPES, RUNTIME, ISOLATION],
    ),
    typesOnly('view-types', 'A view uses other contracts as types: import type.', kind('view'), {
      path: CONTRACT_TYPES,
      pathNot: OWN_CONTRACT,
    }),
    only('flow', 'A flow imports contracts, the registry, runtime/flow and leaf types.', kind('flow'), [
      CONTRACTS,
      REGISTRY,
      '^actors/runtime/flow\\.ts$',
      LEAVES,
    ]),
    onlyAndPackages(
      'adapter',
      'An adapter imports its own folder, contracts, the registry, the runtime and packages.',
      ADAPTERS,
      [OWN_FOLDER, CONTRACT_TYPES, REGISTRY, RUNTIME],
    ),
    only('registry', 'The registry is composed from contracts and runtime types.', REGISTRY, [CONTRACTS, RUNTIME]),
    only('isolation-imports-nothing', 'The place where keys are joined must be readable alone.', ISOLATION, ['^$']),
    never(
      'runtime-knows-no-domain',
      'The runtime is for any domain: it imports none, nor the registry.',
      { path: RUNTIME },
      { path: '^actors/(?!runtime/)' },
    ),
    never(
      'actors-know-no-edge',
      'Actors are asked; they do not know by whom.',
      { path: '^actors/' },
      { path: '^(gateway|realtime|analytics|composition|cli|tools|moleculer\\.config)' },
    ),
    never(
      'contracts-are-the-only-door',
      'Other folders see contract.ts, *.schemas.ts and the registry of the actors; only the composition root sees more.',
      { path: '^(gateway|realtime|analytics|tenants)/' },
      { path: DOMAIN, pathNot: CONTRACTS },
    ),
    never(
      'moleculer-stays-in-its-folders',
      'Only the runtime, the gateway, the command line and the composition root know Moleculer.',
      { pathNot: '^(actors/runtime|gateway|composition|cli|tests)/|^moleculer\\.config\\.ts$' },
      { path: '(^|/)node_modules/moleculer' },
    ),
    never(
      'tests-are-for-tests',
      'What runs in production imports no test.',
      { pathNot: '^tests/' },
      { path: '^tests/' },
    ),
    onlyAndPackages(
      'web',
      'The web pages import each other, the live client and types of the actors; all else they ask over HTTP.',
      WEB,
      [WEB, '^realtime/(client|protocol)\\.ts$', CONTRACT_TYPES, REGISTRY, '^actors/runtime/(contract|money)\\.ts$'],
    ),
    typesOnly('web-types', 'Of the actors the web pages use types: import type.', WEB, { path: '^actors/' }),
    never('web-is-for-browsers', 'A browser has nothing of Node.', { path: WEB }, { dependencyTypes: ['core'] }),
    never(
      'faces-stand-apart',
      'What two faces need lies beside them; each is an application of its own.',
      { path: FACES },
      { path: FACES, pathNot: '^gateway/web/$1/' },
    ),
    never(
      'gateway-knows-paths-of-pages',
      'Of the web pages the gateway knows which there are, in which languages, and what rendering takes.',
      { path: '^gateway/(?!web/)' },
      { path: WEB, pathNot: '/(pages|i18n/languages|frame/rendering)\\.ts$' },
    ),
    never('no-circles', 'Two files that import each other are one file, or three.', {}, { circular: true }),
    never('everything-resolves', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    never(
      'no-barrels',
      'Import a thing from the file that holds it.',
      {},
      { path: '(^|/)index\\.tsx?$', pathNot: 'node_modules' },
    ),
  ],
  options: {
    // Without this parser dependency-cruiser reads no TypeScript 7 file, finds nothing and is content.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(data|dist|coverage)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
