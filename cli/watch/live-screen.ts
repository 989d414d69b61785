/** Shows a text on a terminal, and later another one in its place. */
export class LiveScreen {
  readonly #stream: NodeJS.WriteStream;
  #height = 0;

  constructor(stream: NodeJS.WriteStream = process.stdout) {
    this.#stream = stream;
  }

  /** Lines that do not fit on the screen are left out, because a terminal cannot change what has scrolled away. */
  show(text: string): void {
    const lines = text.split('\n');
    const shown = lines.length < this.#stream.rows ? lines : [...lines.slice(0, this.#stream.rows - 2), '…'];
    const back = this.#height > 0 ? `\u001b[${this.#height}A` : '';
    this.#stream.write(`${back}\u001b[J${shown.join('\n')}\n`);
    this.#height = shown.length;
  }
}
