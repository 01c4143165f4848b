#!/usr/bin/env bash
# Builds the Java package and tests it: a jar in .build/java with the C libraries and libgmp inside. Nothing is
# downloaded but Debian's packages.
#
#     bindings/java/build.sh                builds, tests, makes jar and reference pages
#     bindings/java/build.sh --no-test      builds the jar
#     bindings/java/build.sh --check-jni    builds, and tests with the virtual machine's checks of native code
#     bindings/java/build.sh --bench        builds, and measures
#
# LIBRARIES is the folder of libloanengine.so.1 and libloanengine-json.so.1, .build/lib/embedded by default;
# LOAN_ENGINE the command line that the tests compare with, .build/release/loan-engine by default.
set -euo pipefail
[ -z "${LOAN_ENGINE:-}" ] || LOAN_ENGINE=$(realpath "$LOAN_ENGINE")
[ -z "${LIBRARIES:-}" ] || LIBRARIES=$(realpath "$LIBRARIES")
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
libraries=${LIBRARIES:-$root/.build/lib/embedded}
export LOAN_ENGINE=${LOAN_ENGINE:-$root/.build/release/loan-engine}
out=$root/.build/java

"$root/scripts/require.sh" javac=openjdk-17-jdk-headless cc=gcc
for library in libloanengine.so.1 libloanengine-json.so.1; do
    [ -f "$libraries/$library" ] || {
        echo "no $library in $libraries: make lib, or say LIBRARIES=FOLDER" >&2
        exit 1
    }
done
jdk=$(dirname "$(dirname "$(realpath "$(command -v javac)")")")
version=$(awk '$2 ~ /^LE_VERSION_(MAJOR|MINOR|PATCH)$/ { printf "%s%s", n++ ? "." : "", $3 }' "$root/include/loan_engine.h")

python3 scripts/generate.py --check
rm -rf "$out"
classes=$out/classes
machine=$(java -XshowSettings:properties -version 2>&1 | awk '$1 == "os.arch" { print $3 }')
native=$classes/org/loanengine/native/linux-$machine
mkdir -p "$native" "$classes/META-INF"
javac --release 17 -encoding UTF-8 -Xlint:all -Werror -d "$classes" $(find src generated -name '*.java' | sort)

cp -L "$libraries/libloanengine.so.1" "$libraries/libloanengine-json.so.1" "$native/"
gmp=$(ldd "$native/libloanengine.so.1" | awk '$1 == "libgmp.so.10" { print $3 }')
[ -f "$gmp" ] || {
    echo "missing: apt-get install libgmp10" >&2
    exit 1
}
cp -L "$gmp" "$native/libgmp.so.10"
"${CC:-cc}" -std=c11 -Wall -Wextra -Werror -O2 -g0 -fPIC -shared -fvisibility=hidden ${CFLAGS:-} \
    -I"$jdk/include" -I"$jdk/include/linux" -I"$root/include" native/*.c -o "$native/libloanengine-java.so" \
    "$native/libloanengine.so.1" "$native/libloanengine-json.so.1" -Wl,--no-as-needed "$native/libgmp.so.10" \
    -Wl,-z,defs -Wl,-rpath,'$ORIGIN' -Wl,--disable-new-dtags

# Beside it, nothing but libc and what the system's loader brings.
if ldd "$native/libloanengine-java.so" | awk '/=>/ && $3 !~ "/native/" { print $1 }' | grep -vE '^lib(c|m|pthread|dl)\.so'; then
    echo "libloanengine-java.so needs the libraries above, which are not in the package" >&2
    exit 1
fi

# libgmp is free under LGPL 3 or GPL 2, each or later; its texts go with it.
licenses=$classes/META-INF/licenses
mkdir -p "$licenses"
for text in LGPL-3 GPL-3 GPL-2; do
    cp -L "/usr/share/common-licenses/$text" "$licenses/$text.txt"
done
gmp_version=$(dpkg-query -W -f '${Version}' libgmp10 2>/dev/null || echo unknown)
sed "s/@VERSION@/$gmp_version/; s/@MACHINE@/$machine/" native/libgmp.txt >"$licenses/libgmp.txt"
cp "$root/LICENSE" "$classes/META-INF/LICENSE"
coordinates=$classes/META-INF/maven/org.loanengine/loanengine
mkdir -p "$coordinates"
sed "s/@VERSION@/$version/" pom.xml >"$coordinates/pom.xml"

jar=$out/loanengine-$version-linux-$machine.jar
printf '%s\n' "Automatic-Module-Name: org.loanengine" "Implementation-Title: loanengine" \
    "Implementation-Version: $version" >"$out/manifest"
date=$(TZ=UTC date -d "@$(stat -c %Y "$root/include/loan_engine.h")" +%Y-%m-%dT%H:%M:%SZ)
jar --create --file "$jar" --date "$date" --manifest "$out/manifest" -C "$classes" .
jar --create --file "$out/loanengine-$version-sources.jar" --date "$date" -C src . -C generated .

case ${1:-} in
--no-test)
    echo ".build/java/$(basename "$jar")"
    exit
    ;;
--bench)
    mkdir -p "$out/bench"
    "${CC:-cc}" -std=gnu11 -Wall -Wextra -Werror -O2 -fPIC -shared -I"$jdk/include" -I"$jdk/include/linux" -I"$root/include" \
        bench/loops.c -o "$out/bench/loops.so" "$native/libloanengine.so.1" "$native/libloanengine-json.so.1" \
        -Wl,-rpath,"$native" -Wl,-rpath-link,"$native"
    javac --release 17 -Xlint:all -Werror -cp "$classes" -d "$out/bench" bench/*.java
    exec java -Dorg.loanengine.native="$native" -cp "$classes:$out/bench" org.loanengine.Bench "$out/bench/loops.so"
    ;;
esac

[ -x "$LOAN_ENGINE" ] || { echo "no command line at $LOAN_ENGINE: make build, or say LOAN_ENGINE=PATH" >&2 && exit 1; }
junit=/usr/share/java/junit-platform-console.jar
[ -f "$junit" ] || "$root/scripts/require.sh" junit-of-debian=junit5
path=
for name in junit-jupiter-api junit-jupiter-engine junit-platform-commons junit-platform-engine junit-platform-launcher \
    junit-platform-console junit-platform-reporting opentest4j opentest4j-reporting-events apiguardian-api picocli; do
    path+=:/usr/share/java/$name.jar
done
flags=()
[ "${1:-}" != --check-jni ] || flags+=(-Xcheck:jni)
mkdir -p "$out/test"
# JUnit names annotations and jars that Debian does not ship.
javac --release 17 -encoding UTF-8 -Xlint:all,-classfile,-path -Werror -cp "$jar$path" -d "$out/test" \
    test/*.java
(cd "$out" && java "${flags[@]}" -Xmx1g -XX:MaxDirectMemorySize=1g -Dloanengine.root="$root" -cp "$jar:$out/test$path" \
    org.junit.platform.console.ConsoleLauncher --disable-banner --fail-if-no-tests --details=summary \
    --scan-classpath "$out/test") >"$out/tests.txt" 2>&1 || { cat "$out/tests.txt" && exit 1; }
grep -E 'tests (successful|failed)' "$out/tests.txt"
if [ "${1:-}" = --check-jni ] && grep -E '(WARNING|FATAL ERROR)( in native|: JNI)' "$out/tests.txt"; then exit 1; fi

javadoc -quiet -Xdoclint:all -Werror -public -encoding UTF-8 --release 17 -d "$out/javadoc" \
    $(find src generated -name '*.java' | sort) >"$out/javadoc.txt" 2>&1 || { cat "$out/javadoc.txt" && exit 1; }
echo ".build/java/$(basename "$jar"), reference pages in .build/java/javadoc"
