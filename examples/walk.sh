#!/bin/sh
# One person's way, typed as an administrator would: from an empty folder to a conversion,
# an undo and the report. Run it anywhere: sh examples/walk.sh [FOLDER]
# The person is invented, and the number is one of the authorities' test numbers' kind.
set -eu

folder=${1:-$(mktemp -d)}
STEG_DB="$folder/walk.db"
STEG_LANG=${STEG_LANG:-en}
export STEG_DB STEG_LANG

# Each command is shown before it runs; on a given day, so that the walk is the same every time.
type_on() {
    day=$1
    shift
    printf '\n$ steg' && printf " %s" "$@" && printf '     (on %s)\n' "$day"
    steg --today "$day" "$@"
}

# A register, and where people can work.
type_on 2021-03-01 init
type_on 2021-03-01 workplace add "AME Verkstaden" --sector Arbetsmarknad --municipality Skövde --adapted
type_on 2021-03-01 workplace add "Äldreboendet Ekbacken" --sector "Vård och omsorg" --municipality Skövde --places 3

# Sara enters the programme and climbs.
type_on 2021-03-01 enrol 19850101-9809 --name "Sara Ek" --cohort STEG --municipality Skövde \
    --status unemployed --long-term-unemployed --consultant "K. Lind"
type_on 2021-04-06 advance "Sara Ek"
type_on 2021-05-10 advance S-0001 --workplace "AME Verkstaden"
type_on 2021-09-01 advance S-0001 --workplace "Äldreboendet Ekbacken"
type_on 2021-11-15 advance S-0001
type_on 2022-02-01 advance S-0001 --months 12

# The period is about to run out, and the sector employs its own from the new year.
type_on 2022-12-01 report expiries --within 2
type_on 2022-12-01 extend S-0001 --months 12
type_on 2022-12-15 convert-to-enhetsassistent S-0001 --on 2023-01-01 --weekends --dry-run
type_on 2022-12-15 convert-to-enhetsassistent S-0001 --on 2023-01-01 --weekends

# A slip of the hand, and the way back.
type_on 2023-01-10 leave S-0001 --to other
type_on 2023-01-10 undo --yes

type_on 2023-01-10 show S-0001
type_on 2023-01-10 report
type_on 2023-01-10 report cohorts --as-of 2022-06-30 --cohort STEG
