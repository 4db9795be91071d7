using System.IO.Pipelines;
using System.Net;
using System.Text;
using CliWrap;

namespace CyberWatch.Scanner.Net.Nmap;

/// <summary>What one run of nmap gave, whole or cut off.</summary>
/// <param name="Hosts">Those whose elements were closed.</param>
/// <param name="Complete">The run came to its own end.</param>
/// <param name="Error">What nmap, or the XML, complained of.</param>
internal sealed record NmapOutcome(IReadOnlyList<NmapEvent.Host> Hosts, bool Complete, string? Error);

/// <summary>Runs nmap once over literal addresses. Knows nothing of scope and rates: the port scanner, which does, is its only user.</summary>
/// <param name="program">Name or path.</param>
/// <param name="mayGoOn">Asked every two seconds; nmap dies soon after it says no, also when this process is frozen and cannot ask.</param>
/// <param name="clock">Ours.</param>
internal sealed class NmapRun(string program, Func<bool> mayGoOn, TimeProvider clock)
{
    private const int LongestError = 400;

    /// <summary>
    /// Stops and kills the whole tree when <paramref name="stop"/> is cancelled, which is no exception here: what was finished is returned.
    /// </summary>
    public async Task<NmapOutcome> RunAsync(
        IReadOnlyList<IPAddress> addresses,
        IReadOnlyList<string> arguments,
        Action<NmapEvent.Progress>? progress,
        CancellationToken stop
    )
    {
        var folder = Directory.CreateTempSubdirectory("cyberwatch-nmap-");
        try
        {
            // a list file would resolve names and expand prefixes: it gets the text of literal addresses and nothing else
            var list = Path.Combine(folder.FullName, "addresses");
            await File.WriteAllLinesAsync(list, addresses.Select(address => address.ToString()), stop);
            return await RunAsync([.. arguments, "-oX", "-", "-iL", list], progress, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new NmapOutcome([], Complete: false, "stopped");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<NmapOutcome> RunAsync(
        IReadOnlyList<string> arguments,
        Action<NmapEvent.Progress>? progress,
        CancellationToken stop
    )
    {
        var errors = new StringBuilder();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19));
        var reading = ReadAsync(pipe.Reader.AsStream(), progress);
        var exit = 0;
        try
        {
            exit = (await CommandOf(arguments, pipe, errors).ExecuteAsync(stop)).ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            errors.Append("stopped");
        }
        finally
        {
            await pipe.Writer.CompleteAsync();
        }

        var (hosts, end) = await reading;
        var error = errors.Length > 0 ? errors.ToString().Trim() : end.Error;
        return new NmapOutcome(hosts, end.Complete && exit == 0, error?[..Math.Min(error.Length, LongestError)]);
    }

    private Command CommandOf(IReadOnlyList<string> arguments, Pipe pipe, StringBuilder errors) =>
        LifeLine
            .Wrap(program, arguments, mayGoOn, clock)
            // NMAPDIR and ~/.nmap would bring other tables, NMAP_PRIVILEGED another kind of scan
            .WithEnvironmentVariables(set =>
                set.Set("LC_ALL", "C")
                    .Set("NMAPDIR", null)
                    .Set("NMAP_PRIVILEGED", null)
                    .Set("NMAP_UNPRIVILEGED", null)
                    .Set("HOME", "/")
            )
            .WithStandardOutputPipe(PipeTarget.ToStream(pipe.Writer.AsStream()))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors));

    private static async Task<(IReadOnlyList<NmapEvent.Host> Hosts, NmapEvent.End End)> ReadAsync(
        Stream xml,
        Action<NmapEvent.Progress>? progress
    )
    {
        List<NmapEvent.Host> hosts = [];
        var end = new NmapEvent.End(Complete: false, Error: null);
        await foreach (var found in NmapXmlReader.ReadAsync(xml))
        {
            if (found is NmapEvent.Host host)
                hosts.Add(host);
            else if (found is NmapEvent.Progress step)
                progress?.Invoke(step);
            else if (found is NmapEvent.End last)
                end = last;
        }

        // what follows a spoilt place is read and left, so that nmap never waits for a full pipe
        await xml.CopyToAsync(Stream.Null);
        return (hosts, end);
    }
}
