using System.Globalization;
using CliWrap;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>
/// Ties a program to the life of this process and of its lease: its shell's standard input is a pipe that only we hold and write a dot to every
/// two seconds, and a watcher beside it kills the program when the pipe ends or stays still. Without it nmap would go on scanning after a
/// <c>kill -9</c> of the worker, or while the worker is frozen. (A death signal of the kernel will not do: it comes when the starting
/// thread ends, and not at all for who is frozen.)
/// </summary>
internal static class LifeLine
{
    /// <summary>So long a program may go on without hearing from us.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly byte[] Dot = "."u8.ToArray();

    // "$@" keeps every argument literal
    private static readonly string Watched = string.Create(
        CultureInfo.InvariantCulture,
        $"exec 3<&0; \"$@\" </dev/null 3<&- & n=$!; (while [ \"$(timeout {Patience.TotalSeconds} head -c 1 <&3)\" = . ]; do :; done; kill -KILL $n) 2>/dev/null & w=$!; wait $n; s=$?; kill $w 2>/dev/null; exit $s"
    );

    /// <param name="program">To be started.</param>
    /// <param name="arguments">Its arguments, literally.</param>
    /// <param name="mayGoOn">Asked before each dot; the program dies within <see cref="Patience"/> once it says no.</param>
    /// <param name="clock">By which dots are written.</param>
    public static Command Wrap(string program, IEnumerable<string> arguments, Func<bool> mayGoOn, TimeProvider clock) =>
        Cli.Wrap("/bin/sh")
            .WithArguments(line => line.Add("-c").Add(Watched).Add("sh").Add(program).Add(arguments))
            .WithStandardInputPipe(PipeSource.Create((pipe, ended) => BeatAsync(pipe, mayGoOn, clock, ended)))
            .WithValidation(CommandResultValidation.None);

    private static async Task BeatAsync(Stream pipe, Func<bool> mayGoOn, TimeProvider clock, CancellationToken ended)
    {
        while (true)
        {
            if (mayGoOn())
            {
                await pipe.WriteAsync(Dot, ended);
                await pipe.FlushAsync(ended);
            }
            await Task.Delay(Beat, clock, ended);
        }
    }
}
