/* The peer-model for SPIN, in as few bytes as SPIN can keep it: two for each guest, and the next name.
 *
 * -DG=guests (1 to 4) -DC=cycles (1 to 3) -DN=names -DMONOTONIC=0 or 1
 *
 * The tables of the definition are not kept. An entry exists only between the step in which its owner installs it and the one in
 * which it cleans up, and the owner keeps the name for as long. So one bit of the owner says for each table whether the entry
 * under its name is its own. One process with a branch for each guest needs fewer bytes than a process for each.
 */

byte name[G];
byte life[G];         /* From the lowest bit on: three entries, three bits of the place in a life, two of the number of lives. */
#if MONOTONIC
byte upcoming;
#endif
hidden byte chosen;     /* Written and read within one step: no part of the state. */

#define PLACE(i)      ((life[i] >> 3) & 7)
#define GOES_ON(i)    (life[i] < C << 6)
#define DEVICE(i)     (PLACE(i) >= 1 && PLACE(i) <= 4)
#define HAS(i, k)     (DEVICE(i) && name[i] == k)
#define WIPED(i, k, t)  (name[i] == k -> life[i] & (255 - (1 << (t))) : life[i])

#if G == 1
#define TAKEN(k)      HAS(0, k)
#define WIPE(k, t)    life[0] = WIPED(0, k, t)
#elif G == 2
#define TAKEN(k)      (HAS(0, k) || HAS(1, k))
#define WIPE(k, t)    life[0] = WIPED(0, k, t); life[1] = WIPED(1, k, t)
#elif G == 3
#define TAKEN(k)      (HAS(0, k) || HAS(1, k) || HAS(2, k))
#define WIPE(k, t)    life[0] = WIPED(0, k, t); life[1] = WIPED(1, k, t); life[2] = WIPED(2, k, t)
#else
#define TAKEN(k)      (HAS(0, k) || HAS(1, k) || HAS(2, k) || HAS(3, k))
#define WIPE(k, t)    life[0] = WIPED(0, k, t); life[1] = WIPED(1, k, t); life[2] = WIPED(2, k, t); life[3] = WIPED(3, k, t)
#endif

#if MONOTONIC
#define BEGIN         upcoming
#define CHOSEN        upcoming = (chosen + 1) % N
#else
#define BEGIN         0
#define CHOSEN        skip
#endif

#define TAKE_NAME(i)  chosen = BEGIN; do :: TAKEN(chosen) -> chosen = (chosen + 1) % N :: else -> break od; name[i] = chosen; CHOSEN
#define INSTALL(i)    WIPE(name[i], PLACE(i) - 1); life[i] = life[i] | 1 << (PLACE(i) - 1)
#define REMOVE(i)     WIPE(name[i], PLACE(i) - 5)

#define STEP(i) \
    :: d_step { \
        GOES_ON(i) -> \
        if \
        :: PLACE(i) == 0 -> TAKE_NAME(i) \
        :: PLACE(i) >= 1 && PLACE(i) <= 3 -> INSTALL(i) \
        :: PLACE(i) == 4 -> skip \
        :: PLACE(i) == 5 || PLACE(i) == 6 -> REMOVE(i) \
        :: PLACE(i) == 7 -> REMOVE(i); name[i] = 0 \
        fi; \
        life[i] = life[i] + 8 \
    }

active proctype guests() {
end:
    do
    STEP(0)
#if G > 1
    STEP(1)
#endif
#if G > 2
    STEP(2)
#endif
#if G > 3
    STEP(3)
#endif
    od
}
