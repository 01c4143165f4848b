# Builds .build/bench/bench: the harness in C and the baselines in C++, with every C++ compiler that
# there is. To be read with `source` in the project's folder; $out and $library are set.

warnings=(-Wall -Wextra -Werror)
peers=()

# baseline SOURCE NAME COMPILER FLAGS…: compiles a baseline and adds it to the peers.
baseline() {
    local source=$1 name=$2 compiler=$3 symbol
    shift 3
    symbol=baseline_$(tr -c 'a-z0-9\n' _ <<<"$name")_${compiler//+/p}
    "$compiler" -std=c++17 -O3 -fno-exceptions -fno-rtti "${warnings[@]}" "$@" \
        -I include -I Benchmarks/baselines -DBASELINE="$symbol" \
        -DBASELINE_NAME="\"$name@$compiler\"" \
        -c "Benchmarks/baselines/$source" -o "$out/objects/$symbol.o"
    objects+=("$out/objects/$symbol.o")
    peers+=("PEER($symbol, 0)")
}

# build_harness portable|native: native adds the baselines for this very machine.
build_harness() {
    local compiler source
    objects=()
    for compiler in g++ clang++; do
        if ! command -v "$compiler" >/dev/null; then
            echo "no $compiler: no baseline built by it" >&2
            continue
        fi
        baseline division.cpp cpp "$compiler"
        baseline reciprocal.cpp cpp-reciprocal "$compiler"
        [ "$1" = portable ] || baseline division.cpp cpp-native "$compiler" -march=native
    done
    for source in baselines/exact-level peers/gmp-mpq; do
        cc -std=c11 -O3 "${warnings[@]}" -I include -I Benchmarks/baselines \
            -c "Benchmarks/$source.c" -o "$out/objects/${source##*/}.o"
        objects+=("$out/objects/${source##*/}.o")
    done
    peers+=("PEER(gmp_mpq, 20000)")
    cc -std=gnu11 -O2 -g "${warnings[@]}" -I include "-DPEERS=${peers[*]}" Benchmarks/harness/*.c \
        "${objects[@]}" -o "$out/bench" -L "$library" -lloanengine -lgmp -lpthread \
        -Wl,-rpath,"$library"
}
