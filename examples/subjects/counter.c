/*
 * A correct allocator in C: one counter for each template, which only goes up until no number fits.
 * With -DWRAP it has a planted bug: its counters have 15 bits, so that 32767 is followed by 0.
 *
 *   cc -O2 -o counter counter.c && ifrace check exec:./counter
 *
 * It reads no more of JSON than the bench writes (docs/subject-protocol.md): one object on a line, strings with escapes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 15
#define DIGITS_MAX 12
#define TEMPLATES_MAX 4096

struct template {
    char before[256], after[256];
    unsigned long long next;
};

static struct template templates[TEMPLATES_MAX];
static size_t templates_count;
static char line[1 << 16];

/* Reads the bytes of a field that is a string into `to`; 0 if there is no such field. */
static int text(const char *field, char *to, size_t room) {
    char key[32];
    snprintf(key, sizeof key, "\"%s\":\"", field);
    const char *at = strstr(line, key);
    size_t length = 0;
    if (!at)
        return 0;
    for (at += strlen(key); *at && *at != '"' && length + 1 < room; at++) {
        if (*at != '\\') {
            to[length++] = *at;
        } else if (*++at == 'u') {
            unsigned code = 0;
            sscanf(at + 1, "%4x", &code);
            to[length++] = (char) code; /* the bench escapes control characters only */
            at += 4;
        } else {
            const char *named = strchr("n\nt\tr\rb\bf\f", *at);
            to[length++] = named && strchr("ntrbf", *at) ? named[1] : *at;
        }
    }
    to[length] = 0;
    return 1;
}

static void print_name(const char *name) {
    fputs("\"name\":\"", stdout);
    for (; *name; name++) {
        if (*name == '"' || *name == '\\')
            putchar('\\');
        if ((unsigned char) *name < ' ')
            printf("\\u%04x", *name);
        else
            putchar(*name);
    }
    putchar('"');
}

/* The bench says ids in order; every line but the hello repeats the last one. */
static unsigned long long id(void) {
    const char *at = strstr(line, "\"id\":");
    return at ? strtoull(at + 5, NULL, 10) : 0;
}

static int receive(void) {
    fflush(stdout);
    return fgets(line, sizeof line, stdin) != NULL;
}

static struct template *find(const char *before, const char *after) {
    for (size_t i = 0; i < templates_count; i++)
        if (!strcmp(templates[i].before, before) && !strcmp(templates[i].after, after))
            return &templates[i];
    if (templates_count == TEMPLATES_MAX)
        exit(3);
    struct template *new = &templates[templates_count++];
    snprintf(new->before, sizeof new->before, "%s", before);
    snprintf(new->after, sizeof new->after, "%s", after);
    new->next = 0;
    return new;
}

/* How many numbers fit a name. */
static unsigned long long ids(const struct template *template) {
    size_t used = strlen(template->before) + strlen(template->after);
    unsigned long long count = 1;
    for (size_t digits = 0; digits < DIGITS_MAX && used + digits < NAME_MAX_BYTES; digits++)
        count *= 10;
    return used < NAME_MAX_BYTES ? count : 0;
}

static void reset(void) {
    templates_count = 0;
    find("vnet", "");
    find("macvtap", "");
    find("macvlan", "");
}

static void generate(void) {
    char wanted[1024], *number = NULL;
    unsigned long long request = id();
    if (!text("name", wanted, sizeof wanted)) {
        if (strstr(line, "\"name_hex\":")) {
            printf("{\"type\":\"refused\",\"id\":%llu,\"reason\":\"the name is not UTF-8\"}\n", request);
            return;
        }
        text("kind", wanted, sizeof wanted - 2);
        if (!strcmp(wanted, "tap"))
            strcpy(wanted, "vnet");
        strcat(wanted, "%d");
    }
    number = strstr(wanted, "%d");
    if (!number || strchr(wanted, '%') != number || strchr(number + 1, '%')) {
        printf("{\"type\":\"literal\",\"id\":%llu}\n", request);
        return;
    }
    *number = 0;
    struct template *template = find(wanted, number + 2);
    unsigned long long count = ids(template), start = template->next;
    if (strpbrk(wanted, "/: \t\n\v\f\r\xa0") || strpbrk(number + 2, "/: \t\n\v\f\r\xa0"))
        count = 0;
    for (unsigned long long tries = 0; tries < count; tries++) {
        char name[600];
        unsigned long long candidate = (start + tries) % count;
        snprintf(name, sizeof name, "%s%llu%s", template->before, candidate, template->after);
        printf("{\"type\":\"exists\",\"id\":%llu,", request);
        print_name(name);
        puts("}");
        if (!receive())
            exit(0);
        if (strstr(line, "\"error\":"))
            break;
        if (strstr(line, "\"exists\":false")) {
            template->next = candidate + 1;
#ifdef WRAP
            template->next &= 0x7fff;
#endif
            printf("{\"type\":\"named\",\"id\":%llu,", request);
            print_name(name);
            puts("}");
            return;
        }
    }
    printf("{\"type\":\"refused\",\"id\":%llu,\"reason\":\"no name of this template is free\"}\n", request);
}

/* Every counter whose template gives this name goes above its number. */
static void reserve(void) {
    char name[1024], digits[32];
    if (!text("name", name, sizeof name))
        return;
    for (struct template *t = templates; t < templates + templates_count; t++) {
        size_t before = strlen(t->before), after = strlen(t->after), length = strlen(name);
        if (length <= before + after || length - before - after > DIGITS_MAX)
            continue;
        if (strncmp(name, t->before, before) || strcmp(name + length - after, t->after))
            continue;
        snprintf(digits, sizeof digits, "%.*s", (int) (length - before - after), name + before);
        unsigned long long number = strtoull(digits, NULL, 10);
        if (strspn(digits, "0123456789") != strlen(digits) || (*digits == '0' && digits[1]))
            continue;
        if (number < ids(t) && number >= t->next)
            t->next = number + 1;
#ifdef WRAP
        t->next &= 0x7fff;
#endif
    }
}

int main(void) {
    char type[32];
    reset();
    puts("{\"type\":\"hello\",\"protocol\":1,\"name\":\"counter.c\",\"version\":\"1.0\",\"host\":\"ask\","
         "\"kinds\":[\"tap\",\"macvtap\",\"macvlan\"],\"reserve\":true,\"restart\":true,\"reset\":true,\"counters\":\"lasting\"}");
    while (receive()) {
        unsigned long long request = id();
        if (!text("type", type, sizeof type))
            return 4;
        if (!strcmp(type, "generate")) {
            generate();
            continue;
        }
        if (!strcmp(type, "reserve"))
            reserve();
        else if (!strcmp(type, "reset"))
            reset();
        printf("{\"type\":\"done\",\"id\":%llu}\n", request);
    }
    return 0;
}
