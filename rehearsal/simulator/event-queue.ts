/** When something is to happen. */
export interface Planned {
  readonly time: number;
  /** Simultaneous events happen in the order in which they were planned. */
  readonly order: number;
}

/** A binary heap: long simulations plan and cancel many timeouts, so adding and removing must stay cheap. */
export class EventQueue<E extends Planned> {
  readonly #heap: E[] = [];

  get first(): E | undefined {
    return this.#heap[0];
  }

  add(event: E): void {
    this.#heap.push(event);
    let index = this.#heap.length - 1;
    for (let parent = this.#earlierParent(index); parent !== undefined; parent = this.#earlierParent(index)) {
      this.#swap(index, parent);
      index = parent;
    }
  }

  removeFirst(): void {
    this.#swap(0, this.#heap.length - 1);
    this.#heap.pop();
    let index = 0;
    for (let child = this.#earlierChild(index); child !== undefined; child = this.#earlierChild(index)) {
      this.#swap(index, child);
      index = child;
    }
  }

  /** The parent, where it would happen after its child. */
  #earlierParent(index: number): number | undefined {
    const parent = (index - 1) >> 1;
    return index > 0 && this.#before(index, parent) ? parent : undefined;
  }

  /** The first of the children, where it would happen before its parent. */
  #earlierChild(index: number): number | undefined {
    const left = 2 * index + 1;
    const child = this.#before(left + 1, left) ? left + 1 : left;
    return this.#before(child, index) ? child : undefined;
  }

  #before(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return false;
    return a.time < b.time || (a.time === b.time && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a && b) [this.#heap[one], this.#heap[other]] = [b, a];
  }
}
