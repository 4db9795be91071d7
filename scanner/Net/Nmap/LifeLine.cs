using CliWrap;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>
/// Ties a program to the life of this process: its shell's standard input is a pipe that only we hold, and a watcher beside it kills the
/// program when the pipe ends. Without it nmap would go on scanning after a <c>kill -9</c> of the worker. (A death signal of the kernel
/// will not do: it comes when the starting thread ends.)
/// </summary>
internal static class LifeLine
{
    // "$@" keeps every argument literal
    private const string Watched =
        "exec 3<&0; \"$@\" </dev/null 3<&- & n=$!; (read -r _ <&3; kill -KILL $n) 2>/dev/null & w=$!; wait $n; s=$?; kill $w 2>/dev/null; exit $s";

    public static Command Wrap(string program, IEnumerable<string> arguments, TimeProvider clock) =>
        Cli.Wrap("/bin/sh")
            .WithArguments(line => line.Add("-c").Add(Watched).Add("sh").Add(program).Add(arguments))
            .WithStandardInputPipe(PipeSource.Create((_, ended) => Task.Delay(Timeout.InfiniteTimeSpan, clock, ended)))
            .WithValidation(CommandResultValidation.None);
}
