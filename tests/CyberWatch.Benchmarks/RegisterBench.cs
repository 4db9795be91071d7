using System.Diagnostics;
using System.Globalization;

namespace CyberWatch.Benchmarks;

/// <summary>The real <c>import establishments</c> in a process of its own: the whole register in either form, then a newer one over it.</summary>
internal static class RegisterBench
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("cyberwatch-bench-").FullName;
        try
        {
            foreach (var version in (int[])[1, 2])
            {
                var csv = Path.Combine(folder, "register.csv");
                RegisterFiles.WriteCsv(csv, version);
                await ImportAsync(csv, Path.Combine(folder, "csv"), RegisterFiles.CsvSites, version, new FileInfo(csv).Length);
            }

            foreach (var version in (int[])[1, 2])
            {
                var plus = Path.Combine(folder, "register.json.gz");
                var unpacked = RegisterFiles.WritePlus(plus, version);
                await ImportAsync(plus, Path.Combine(folder, "plus"), RegisterFiles.PlusSites, version, unpacked);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ImportAsync(string file, string data, int sites, int version, long octets)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "CyberWatch.Scanner.dll"),
            "import",
            "establishments",
            file,
            "--data",
            data,
        ];
        var started = Stopwatch.GetTimestamp();
        using var child = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var said = child.StandardOutput.ReadToEndAsync();
        var peak = await PeakAsync(child);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (child.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"The import of {Path.GetFileName(file)} ended with {child.ExitCode}: {await said}"
            );
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"register: {Path.GetFileName(file)} ({octets / 1e6:0} MB{(file.EndsWith(".gz", StringComparison.Ordinal) ? " unpacked" : "")}), {(version == 1 ? "first" : "second")} import: {seconds:0.0} s, {sites / seconds:0} sites/s, peak {peak / 1024} MiB"
            )
        );
        Console.WriteLine("  " + (await said).ReplaceLineEndings(" ").Trim());
    }

    /// <summary>The kernel's own high-water mark in KiB, as last seen before the end; it only grows.</summary>
    private static async Task<long> PeakAsync(Process child)
    {
        var peak = 0L;
        while (!child.HasExited)
        {
            peak = Math.Max(peak, HighWater(child.Id));
            await Task.Delay(Look);
        }

        return peak;
    }

    private static long HighWater(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(it => it.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // it ended between two looks
            return 0;
        }
    }
}
