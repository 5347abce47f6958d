"""Does what `docker build` would, without docker: `python -m tests.deploy.nabouw MAP` (root; half an hour; some 8 GB in MAP).

Every stage is a folder. Its COPY lines take from a clean checkout and earlier stages only, and its RUN lines run in a root of their own
(mount namespace and chroot) in which this machine's /usr stands for the base image. What installs packages of Debian is left out.
So it shows that the steps suffice for what they make; not that the base images hold what they need. With NABOUW_PYTHON=/a/folder
(pyenv's) the Pythons in it stand in for those that uv would download.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import WORTEL
from tests.deploy.containerfile import Kopieer, Stap, lees

LINKS = ("bin", "sbin", "lib", "lib64")
PYTHONS = os.environ.get("NABOUW_PYTHON", "")
# How this machine trusts the registries, when a proxy stands between.
VERTROUWEN = ("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "PIP_CERT")
VAN_DEBIAN = ("apt-get", "useradd", "groupadd")
SCHIL = """\
set -eu
cd {wortel}
mkdir -p usr etc dev proc tmp root {eigen}
for link in {links}; do [ -L $link ] || [ ! -e /$link ] || ln -s usr/$link $link; done
for map in usr etc dev; do mount --rbind /$map $map; mount --make-rslave $map; done
if [ -n "{pythons}" ]; then mkdir -p ./{pythons}; mount --rbind {pythons} ./{pythons}; fi
mount -t proc proc proc
mount -t tmpfs tmpfs tmp
exec chroot . /bin/sh -c {opdracht}
"""


def draai(wortel: Path, opdracht: str, omgeving: dict[str, str], map_: str = "/loket") -> None:
    """Runs it in that root; the mounts are gone when it ends."""
    doe = shlex.quote(f"cd {map_} && {opdracht}")
    schil = SCHIL.format(wortel=wortel, eigen=map_.strip("/"), links=" ".join(LINKS), opdracht=doe, pythons=PYTHONS)
    eigen = [f"{pad}/bin" for pad in sorted(Path(PYTHONS or "/bestaat/niet").glob("versions/*"))]
    paden = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin", *eigen]
    schoon = {"PATH": ":".join(paden), "HOME": "/root", "LANG": "C.UTF-8", **omgeving}
    schoon |= {naam: os.environ[naam] for naam in VERTROUWEN if naam in os.environ}
    subprocess.run(["unshare", "--mount", "--pid", "--fork", "/bin/sh", "-c", schil], env=schoon, check=True)


def bouw(werk: Path) -> Path:
    """The root of the last stage."""
    context, stappen = werk / "context", lees()
    context.mkdir(parents=True)
    archief = subprocess.run(["git", "archive", "HEAD"], cwd=WORTEL, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x"], cwd=context, input=archief, check=True)
    omgevingen: dict[str, dict[str, str]] = {}
    for stap in stappen.values():
        omgevingen[stap.naam] = {**omgevingen.get(stap.basis, {}), **stap.omgeving}
        _stap(werk, context, stap, omgevingen[stap.naam])
    return werk / stap.naam


def _stap(werk: Path, context: Path, stap: Stap, omgeving: dict[str, str]) -> None:
    wortel = werk / stap.naam
    if (werk / stap.basis).exists():
        subprocess.run(["cp", "-al", werk / stap.basis, wortel], check=True)
    (wortel / "loket").mkdir(parents=True, exist_ok=True)
    for woord, rest in stap.regels:
        if woord == "COPY":
            _kopieer(werk, context, wortel, stap, rest)
        elif woord == "RUN" and not rest.startswith(VAN_DEBIAN):
            print(f"== {stap.naam}: {rest}", flush=True)
            draai(wortel, rest, omgeving)


def _kopieer(werk: Path, context: Path, wortel: Path, stap: Stap, rest: str) -> None:
    kopie = next(k for k in stap.kopieen if rest.endswith(k.doel) and all(b in rest.split() for b in k.bronnen))
    for bron in kopie.bronnen:
        van = (werk / kopie.uit / bron.lstrip("/")) if kopie.uit else context / bron
        if PYTHONS and bron == "/opt/python":  # those that stand in
            continue
        naar = _doel(wortel, kopie, van)
        naar.parent.mkdir(parents=True, exist_ok=True)
        if van.is_dir():
            shutil.copytree(
                van, naar, symlinks=True, dirs_exist_ok=True, copy_function=os.link if kopie.uit else shutil.copy2
            )
        else:
            shutil.copy2(van, naar)


def _doel(wortel: Path, kopie: Kopieer, van: Path) -> Path:
    """As docker: a folder's content goes into the target, a file under its own name when the target ends in a slash."""
    basis = wortel / kopie.doel.lstrip("/") if kopie.doel.startswith("/") else wortel / "loket" / kopie.doel
    return basis / van.name if kopie.doel.endswith("/") and not van.is_dir() else basis


PROEF = """\
cd {wortel}
mkdir -p usr etc dev proc tmp root data
for link in {links}; do [ -L $link ] || [ ! -e /$link ] || ln -s usr/$link $link; done
for map in usr etc dev; do mount --rbind /$map $map; mount --make-rslave $map; done
if [ -n "{pythons}" ]; then mkdir -p ./{pythons}; mount --rbind {pythons} ./{pythons}; fi
mount -t proc proc proc; mount -t tmpfs -o mode=1777 tmpfs tmp; mount -t tmpfs -o mode=1777 tmpfs data
mount --bind loket loket; mount -o remount,bind,ro loket; ip link set lo up
exec chroot --userspec=10001:10001 . /bin/sh -c 'cd /loket; set -eu
! touch /loket/x 2>/dev/null
deploy/ingang migreer
for deel in {delen}; do deploy/ingang ${{deel%%=*}} & done
for deel in {delen}; do
  n=0; until deploy/gezond ${{deel#*=}}; do n=$((n+1)); [ $n -lt 240 ]; sleep 1; done; echo "gezond: $deel"
done'
"""
GEZOND = {"loket": "8080/gezond", "acties": "5055/health", "rasa": "5005/webhooks/loket/gezond"}


def beproef(wortel: Path, *delen: str) -> None:
    """Starts these processes from the image, as user 10001, in a network of their own, able to write in /data and /tmp alone.

    Raises CalledProcessError when one is not healthy in time. Everything ends with the namespace.
    """
    adressen = " ".join(f"{deel}=http://127.0.0.1:{GEZOND[deel]}" for deel in delen)
    schil = PROEF.format(wortel=wortel, pythons=PYTHONS, delen=adressen, links=" ".join(LINKS))
    eigen = {"LOKET_GEHEIM": "proef", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", **lees()["loket"].omgeving}
    apart = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"]
    subprocess.run([*apart, "/bin/sh", "-eu", "-c", schil], env=eigen, check=True)


if __name__ == "__main__":
    gebouwd = bouw(Path(sys.argv[1]).resolve())
    beproef(gebouwd, "loket", "acties", "rasa")
    print(f"{gebouwd}: gebouwd, en alle processen zijn gezond")
