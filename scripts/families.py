"""Run the families of tests one after the other, stop at the first that fails, print the minutes of each."""

import subprocess
import sys
import time


def main(families: list[str]) -> int:
    minutes: dict[str, float] = {}
    status = 0
    for family in families:
        print(f"== {family}", flush=True)
        began = time.monotonic()
        status = subprocess.call(["make", "--no-print-directory", family])
        minutes[family] = (time.monotonic() - began) / 60
        if status:
            print(f"{family} failed", flush=True)
            break
    for family, took in minutes.items():
        print(f"{family:12} {took:5.1f} min")
    print(f"{'together':12} {sum(minutes.values()):5.1f} min")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
