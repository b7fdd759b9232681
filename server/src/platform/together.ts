/**
 * Questions asked at the same time, answered by one round trip. An answer is never older than its
 * question: whoever comes while one round trip is under way waits for the next, so a crowd shares
 * its reading and still sees whatever was committed before it asked.
 */
export class Together<Question, Answer> {
  readonly #answerAll: (questions: readonly Question[]) => Promise<Answer>;
  #waiting: {
    readonly question: Question;
    readonly answer: (value: Answer) => void;
    readonly fail: (error: unknown) => void;
  }[] = [];
  readonly #lanes: number;
  #underWay = 0;

  /**
   * `answerAll` is given all questions and gives one answer, in which each finds its own. As many
   * round trips as there are lanes may be under way at once.
   */
  constructor(answerAll: (questions: readonly Question[]) => Promise<Answer>, lanes = 1) {
    this.#answerAll = answerAll;
    this.#lanes = lanes;
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((answer, fail) => {
      this.#waiting.push({ question, answer, fail });
      if (this.#underWay < this.#lanes) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#underWay += 1;
    while (this.#waiting.length > 0) {
      const asked = this.#waiting;
      this.#waiting = [];
      try {
        const found = await this.#answerAll(asked.map(({ question }) => question));
        for (const { answer } of asked) answer(found);
      } catch (error) {
        for (const { fail } of asked) fail(error);
      }
    }
    this.#underWay -= 1;
  }
}
