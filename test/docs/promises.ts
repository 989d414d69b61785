/** A sentence in which a document promises something, and the tests that hold it. */
export interface DocumentedPromise {
  readonly document: string;
  /** As the document has it; line breaks do not count. */
  readonly sentence: string;
  readonly tests: readonly HoldingTest[];
}

interface HoldingTest {
  readonly file: string;
  /** The name of a test or of a suite, as the file has it. */
  readonly name: string;
}

export const promises: readonly DocumentedPromise[] = [
  {
    document: 'README.md',
    sentence:
      'None of that makes a row wrong, and no webhook about a checkout is lost once it has been acknowledged.',
    tests: [
      {
        file: 'proof/simulation/simulation.test.ts',
        name: 'are neither lost nor regressed, duplicated or forged',
      },
      { file: 'proof/chaos/chaos.test.ts', name: 'loses, regresses, duplicates and forges nothing' },
    ],
  },
  {
    document: 'README.md',
    sentence: 'They run on Linux and macOS (x64 and ARM64) and on Windows (x64);',
    tests: [{ file: 'test/local/emulators/dynoxide.test.ts', name: 'is declared for five platforms' }],
  },
  {
    document: 'README.md',
    sentence: 'It prints what happened to each webhook, and then the rows.',
    tests: [
      {
        file: 'test/demo/demo.test.ts',
        name: 'shows the outcome of each webhook, then the rows, and exits with 0 within 20 s',
      },
    ],
  },
  {
    document: 'README.md',
    sentence: '`npm start -- --data .data` keeps them in the folder `.data`',
    tests: [
      {
        file: 'test/local/command/start.test.ts',
        name: 'prints a line when it is ready and one per webhook, and keeps rows with --data',
      },
    ],
  },
  {
    document: 'README.md',
    sentence: 'In TypeScript or JavaScript, use the typed reader.',
    tests: [
      {
        file: 'test/package/typed-reader.test.ts',
        name: 'decides whether to ship with the README’s own lines: it ships what is paid',
      },
    ],
  },
  {
    document: 'README.md',
    sentence: 'There are programs that decide the same in [Python, Go and PHP]',
    tests: [
      { file: 'test/examples/may-i-ship.spec.ts', name: 'ships a paid order' },
      { file: 'test/docs/ship-rule.test.ts', name: 'are the same in every example' },
    ],
  },
  {
    document: 'docs/table.md',
    sentence: 'This page describes every attribute, the indexes and the bytes of the history',
    tests: [
      {
        file: 'test/docs/table-page.test.ts',
        name: 'are those that the service writes, each once, and no others',
      },
      { file: 'test/docs/history-bytes.test.ts', name: 'has the places of the page, in that order' },
    ],
  },
  {
    document: 'docs/table.md',
    sentence: 'Until the second write, the attributes above and the history are the only signs.',
    tests: [
      {
        file: 'test/docs/ship-rule.test.ts',
        name: 'hold whatever needs a person, apart from what the page names',
      },
      {
        file: 'test/examples/may-i-ship.spec.ts',
        name: 'holds before attention is written: paid after it expired',
      },
    ],
  },
  {
    document: 'docs/table.md',
    sentence: 'Both show all but the last case from the first write on.',
    tests: [{ file: 'test/package/typed-reader.test.ts', name: 'holds with the README’s own lines when %s' }],
  },
  {
    document: 'docs/table.md',
    sentence: '[history.py](examples/python/history.py) is a complete decoder.',
    tests: [
      { file: 'test/examples/other-readers.spec.ts', name: 'decode the history of %s with history.py' },
    ],
  },
  {
    document: 'README.md',
    sentence: 'It is empty when all is well.',
    tests: [{ file: 'test/checkout/attention.test.ts', name: 'is nothing in a normal life' }],
  },
  {
    document: 'README.md',
    sentence:
      'until a secret is set, signed webhooks of that provider are answered 503, and the provider sends them again.',
    tests: [
      {
        file: 'test/app/receive-delivery.test.ts',
        name: 'reads the secrets again if there is none, so that the first one needs no deployment',
      },
      {
        file: 'test/stories/loss.test.ts',
        name: 'only a queued webhook is a 2xx, and only a webhook that a retry cannot help is a 4xx',
      },
    ],
  },
  {
    document: 'README.md',
    sentence: '`doctor` checks the deployment and suggests a fix for every problem.',
    tests: [
      {
        file: 'test/cli/commands/doctor-on-aws.test.ts',
        name: 'finds missing secrets and missing alarms, each with a remedy',
      },
    ],
  },
  {
    document: 'SECURITY.md',
    sentence: '| a forged webhook | HMAC over the raw bytes, compared in constant time |',
    tests: [
      {
        file: 'test/stories/signatures.test.ts',
        name: 'are compared in constant time, in the only file that computes them',
      },
      {
        file: 'proof/flawed/constant-time.test.ts',
        name: 'comes from timingSafeEqual and from nothing else',
      },
    ],
  },
  {
    document: 'SECURITY.md',
    sentence: '| a leaked log | no body, header or secret is ever logged |',
    tests: [
      {
        file: 'test/monitoring/canary.test.ts',
        name: 'are printed only from the id and status of a checkout, and from an event type',
      },
    ],
  },
  {
    document: 'SECURITY.md',
    sentence: '| a stolen function role | each role may do only what its function does |',
    tests: [
      {
        file: 'test/template/permissions.test.ts',
        name: 'is granted by these roles alone, and only Lambda may assume them',
      },
    ],
  },
  {
    document: 'SECURITY.md',
    sentence:
      '| a deleted table | deletion protection, point-in-time recovery, kept when the stack is removed |',
    tests: [
      {
        file: 'test/template/wiring.test.ts',
        name: 'can be restored to any second, cannot be deleted by mistake, and is encrypted',
      },
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence: '`200` is answered only after SQS has accepted the message.',
    tests: [
      {
        file: 'test/stories/loss.test.ts',
        name: 'there is no answer before the queue has accepted the message',
      },
      {
        file: 'test/app/receive-delivery.test.ts',
        name: 'never acknowledges a webhook that the queue did not accept',
      },
      {
        file: 'proof/simulation/simulation.test.ts',
        name: 'are neither lost nor regressed, duplicated or forged',
      },
      { file: 'proof/chaos/chaos.test.ts', name: 'loses, regresses, duplicates and forges nothing' },
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'Without a valid signature over exactly the bytes received, nothing reaches the queue. A provider without a secret is refused.',
    tests: [
      {
        file: 'test/providers/provider-contract.test.ts',
        name: 'accepts what it signed, and refuses it with any one thing changed: %s',
      },
      {
        file: 'test/stories/signatures.test.ts',
        name: 'are checked in one file, which is also the only one that sends to the queue',
      },
      {
        file: 'proof/hostile/in-process.test.ts',
        name: 'are each answered as promised, and every authentic one is accounted for',
      },
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'Any set of events ends in the same row: in any order, with any repetition, through any number of consumers at once, and with any crash and redelivery.',
    tests: [
      {
        file: 'test/stores/applying.test.ts',
        name: 'gives the same row for any events in any order, any batches and any repetition',
      },
      {
        file: 'proof/permutations/arrival-order.test.ts',
        name: 'ends in the same row for every order in which each status comes once or twice',
      },
      {
        file: 'proof/exhaustive/explore.test.ts',
        name: 'Every interleaving of up to two messages, each with every single fault',
      },
      {
        file: 'proof/exhaustive/crash-points.test.ts',
        name: 'Every interleaving of three messages and two consumers, each with every single crash',
      },
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'An event in order takes one `UpdateItem`. A duplicate takes one that is refused. A late event takes two, or more if other writers change the row at the same time.',
    tests: [
      {
        file: 'test/aws/dynamodb/requests.test.ts',
        name: 'is one UpdateItem for a first event, and one for each that follows in order',
      },
      {
        file: 'test/app/apply-events.test.ts',
        name: 'takes two writes for a late event, and says that it was late',
      },
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'If a provider reports both success and failure, the history keeps both, and every view of the row has `attention`.',
    tests: [
      {
        file: 'test/checkout/attention.test.ts',
        name: 'is a conflict when the provider reported both success and failure, in either order of arrival',
      },
      {
        file: 'test/stories/order.test.ts',
        name: 'a late failure does not take a paid order back, and the contradiction is shown',
      },
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'A message that can never succeed goes to the dead-letter queue with its reason, and can be redriven after a fix.',
    tests: [
      {
        file: 'test/app/apply-deliveries.test.ts',
        name: 'puts what can never succeed among the dead letters, with the reason, and counts it as handled',
      },
      {
        file: 'test/cli/dead-letters/redrive.test.ts',
        name: 'delivers each letter before it deletes it',
      },
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'Every change of a checkout that readers could see is published at least once, in order per checkout, with an id that stays the same and a sequence that grows.',
    tests: [
      {
        file: 'proof/publishing/publishing.test.ts',
        name: 'Every way to cut a stream into batches, with up to two faults at every point',
      },
      {
        file: 'proof/publishing/republishing.test.ts',
        name: 'republishing every row closes the gap that an outage left, wherever it began',
      },
      {
        file: 'proof/exhaustive/to-the-parcel.test.ts',
        name: 'Every interleaving of publishers and workers, each with every single crash',
      },
    ],
  },
  {
    document: 'docs/architecture.md',
    sentence:
      'claims before shipping ships each paid checkout exactly once, and nothing else, whatever dies when.',
    tests: [
      {
        file: 'proof/simulation/merchant/simulated-merchant.test.ts',
        name: 'are published in order, known to the merchant in the end, and shipped exactly once if they are paid',
      },
      {
        file: 'proof/flawed/downstream/flawed-downstream.test.ts',
        name: 'The simulation with a merchant catches a merchant who',
      },
    ],
  },
  {
    document: 'docs/settings.md',
    sentence: '`package` and `deploy` stop and list every problem at once.',
    tests: [
      {
        file: 'test/template/stage-settings.test.ts',
        name: 'have all their problems reported at once, including a mistyped name and the name of the stage',
      },
    ],
  },
  {
    document: 'docs/settings.md',
    sentence: 'never one that a header claims.',
    tests: [
      {
        file: 'test/app/receive-unsigned.test.ts',
        name: 'is refused if only a header claims the listed address',
      },
    ],
  },
  {
    document: 'docs/settings.md',
    sentence: 'A rotation needs no deployment;',
    tests: [
      {
        file: 'test/app/receive-delivery.test.ts',
        name: 'reads the secrets again if none matches, so that a rotation needs no deployment',
      },
    ],
  },
  {
    document: 'docs/table.md',
    sentence:
      'Any two adjacent versions may run side by side on one table, and neither loses what the other wrote.',
    tests: [
      {
        file: 'test/versions/two-versions.test.ts',
        name: 'lose nothing, bury nothing that the newer one can apply, and after a rebuild have the rows of the newer one',
      },
      {
        file: 'test/versions/stored-forms.test.ts',
        name: 'keeps what a newer version added through %s',
      },
      { file: 'test/versions/released.test.ts', name: 'The fixtures of a released version never change' },
    ],
  },
  {
    document: 'docs/lifecycles.md',
    sentence: 'so it never takes a known status away.',
    tests: [
      {
        file: 'test/checkout/lifecycle.test.ts',
        name: 'orders an unknown status below every known one',
      },
    ],
  },
  {
    document: 'docs/runbook.md',
    sentence: 'Applying a webhook twice or late does no harm, so every redrive is safe.',
    tests: [
      {
        file: 'test/checkout/merge.test.ts',
        name: 'changes nothing when events come again (idempotent), and says so by returning the same object',
      },
      {
        file: 'test/stories/duplicates.test.ts',
        name: 'A message that is consumed again succeeds every time, and is not kept in the queue',
      },
    ],
  },
];
