/** A sentence in which a document promises something, and the tests that hold it. */
export interface DocumentedPromise {
  readonly document: string;
  /** As the document has it; line breaks do not count. */
  readonly sentence: string;
  /** Files. */
  readonly tests: readonly string[];
}

export const promises: readonly DocumentedPromise[] = [
  {
    document: 'README.md',
    sentence:
      'None of that makes a row wrong, and no webhook about a checkout is lost once it has been acknowledged.',
    tests: ['proof/simulation/simulation.test.ts', 'proof/chaos/chaos.test.ts'],
  },
  {
    document: 'README.md',
    sentence: 'They run on Linux and macOS (x64 and ARM64) and on Windows (x64);',
    tests: ['test/local/emulators/dynoxide.test.ts'],
  },
  {
    document: 'README.md',
    sentence: 'It prints what happened to each webhook, and then the rows.',
    tests: ['test/demo/demo.test.ts'],
  },
  {
    document: 'README.md',
    sentence: '`npm start -- --data .data` keeps them in the folder `.data`',
    tests: ['test/local/command/start.test.ts'],
  },
  {
    document: 'README.md',
    sentence: 'In TypeScript or JavaScript, use the typed reader.',
    tests: ['test/package/typed-reader.test.ts'],
  },
  {
    document: 'README.md',
    sentence: 'It is empty when all is well.',
    tests: ['test/checkout/attention.test.ts'],
  },
  {
    document: 'README.md',
    sentence:
      'until a secret is set, webhooks of that provider are answered 503, and the provider sends them again.',
    tests: ['test/app/receive-delivery.test.ts', 'test/stories/loss.test.ts'],
  },
  {
    document: 'README.md',
    sentence: '`doctor` checks the deployment and suggests a fix for every problem.',
    tests: ['test/cli/commands/doctor-on-aws.test.ts'],
  },
  {
    document: 'SECURITY.md',
    sentence: '| a forged webhook | HMAC over the raw bytes, compared in constant time |',
    tests: ['test/stories/signatures.test.ts', 'proof/flawed/constant-time.test.ts'],
  },
  {
    document: 'SECURITY.md',
    sentence: '| a leaked log | no body, header or secret is ever logged |',
    tests: ['test/monitoring/canary.test.ts'],
  },
  {
    document: 'SECURITY.md',
    sentence: '| a stolen function role | each role may do only what its function does |',
    tests: ['test/template/permissions.test.ts'],
  },
  {
    document: 'SECURITY.md',
    sentence:
      '| a deleted table | deletion protection, point-in-time recovery, kept when the stack is removed |',
    tests: ['test/template/wiring.test.ts'],
  },
  {
    document: 'docs/architecture.md',
    sentence: '`200` is answered only after SQS has accepted the message.',
    tests: [
      'test/stories/loss.test.ts',
      'test/app/receive-delivery.test.ts',
      'proof/simulation/simulation.test.ts',
      'proof/chaos/chaos.test.ts',
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'Without a valid signature over exactly the bytes received, nothing reaches the queue. A provider without a secret is refused.',
    tests: [
      'test/providers/provider-contract.test.ts',
      'test/stories/signatures.test.ts',
      'proof/hostile/in-process.test.ts',
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'Any set of events ends in the same row: in any order, with any repetition, through any number of consumers at once, and with any crash and redelivery.',
    tests: [
      'test/stores/applying.test.ts',
      'proof/permutations/arrival-order.test.ts',
      'proof/exhaustive/explore.test.ts',
      'proof/exhaustive/crash-points.test.ts',
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'An event in order takes one `UpdateItem`. A duplicate takes one that is refused. A late event takes two, or more if other writers change the row at the same time.',
    tests: ['test/aws/dynamodb/requests.test.ts', 'test/app/apply-events.test.ts'],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'If a provider reports both success and failure, the history keeps both, and every view of the row has `attention`.',
    tests: ['test/checkout/attention.test.ts', 'test/stories/order.test.ts'],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'A message that can never succeed goes to the dead-letter queue with its reason, and can be redriven after a fix.',
    tests: ['test/app/apply-deliveries.test.ts', 'test/cli/dead-letters/redrive.test.ts'],
  },
  {
    document: 'docs/settings.md',
    sentence: '`package` and `deploy` stop and list every problem at once.',
    tests: ['test/template/stage-settings.test.ts'],
  },
  {
    document: 'docs/settings.md',
    sentence: 'never one that a header claims.',
    tests: ['test/app/receive-unsigned.test.ts'],
  },
  {
    document: 'docs/settings.md',
    sentence: 'A rotation needs no deployment;',
    tests: ['test/app/receive-delivery.test.ts'],
  },
  {
    document: 'docs/lifecycles.md',
    sentence: 'so where the rank decides, it cannot take a final status away.',
    tests: ['test/checkout/lifecycle.test.ts'],
  },
  {
    document: 'docs/runbook.md',
    sentence: 'Applying a webhook twice or late does no harm, so every redrive is safe.',
    tests: ['test/checkout/merge.test.ts', 'test/stories/duplicates.test.ts'],
  },
];
