import type { DatabaseSync } from 'node:sqlite';

/** The part of fauxqs that writes messages to a file. */
interface Persistence {
  readonly db: DatabaseSync;
  updateMessageReady: (messageId: string) => void;
}

const MAKE_VISIBLE =
  'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?';

let isDone = false;

/**
 * Mends fauxqs 2.4.1, which loses a message that a consumer releases (a visibility timeout of 0) when it keeps its
 * messages in a directory. It takes the message out of its memory first, and then fails, because it writes NULL as the
 * receive count, which the database refuses. With this change it writes only what a release changes.
 *
 * @throws Error if fauxqs no longer has this method
 */
export async function keepReleasedMessages(): Promise<void> {
  if (isDone) return;
  const file = new URL('persistence.js', import.meta.resolve('fauxqs')).href;
  const { PersistenceManager } = (await import(file)) as { PersistenceManager: { prototype: Persistence } };
  const { prototype } = PersistenceManager;
  if (typeof prototype.updateMessageReady !== 'function')
    throw new Error('fauxqs has changed. Remove keepReleasedMessages.');
  prototype.updateMessageReady = function makeVisible(this: Persistence, messageId) {
    this.db.prepare(MAKE_VISIBLE).run(messageId);
  };
  isDone = true;
}
