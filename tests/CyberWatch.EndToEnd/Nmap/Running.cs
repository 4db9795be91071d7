using System.Globalization;

namespace CyberWatch.EndToEnd.Nmap;

/// <summary>Looks for the nmap processes below a process that ask for ports, in /proc: one that only tells its version ends by itself.</summary>
internal static class Running
{
    public static int[] Nmaps(int ancestor) =>
        [
            .. All()
                .Where(process => process.Name == "nmap" && IsBelow(process.Id, ancestor) && AsksForPorts(process.Id))
                .Select(process => process.Id),
        ];

    private static bool AsksForPorts(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Split('\0').Contains("-p");
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Its own, behind the shell that watches over it, and not those of workers that other tests started.</summary>
    private static bool IsBelow(int id, int ancestor)
    {
        for (var step = 0; id > 1 && step <= 2; step++)
        {
            if (id == ancestor)
                return true;

            id = Stat(id)?.Parent ?? 0;
        }

        return false;
    }

    private static IEnumerable<(int Id, string Name)> All() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (id, Stat(id)?.Name ?? ""));

    // pid (name) state ppid …; null when it has ended, or has ended and was not waited for
    private static (string Name, int Parent)? Stat(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            var (open, close) = (line.IndexOf('(', StringComparison.Ordinal), line.LastIndexOf(')'));
            var rest = line[(close + 2)..].Split(' ');
            return rest[0] == "Z" ? null : (line[(open + 1)..close], int.Parse(rest[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
