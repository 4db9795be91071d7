using System.Globalization;
using System.Text;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>What the marker file says.</summary>
/// <param name="Name">Made anew with the file.</param>
/// <param name="Handed">How many letters had been handed over when it was written last.</param>
/// <param name="Born">When the file system made it; no copy of the file has the same.</param>
public sealed record Mark(string Name, long Handed, DateTimeOffset Born);

/// <summary>The marker beside the registry: two words on a line.</summary>
public sealed class MarkFile(DataFolder data)
{
    private string Place => Path.Combine(data.Root, "letters.mark");

    /// <summary>Null where there is none that can be read.</summary>
    public Mark? Read()
    {
        if (!File.Exists(Place))
            return null;
        var words = File.ReadAllText(Place).Split(' ', StringSplitOptions.TrimEntries);
        return
            words is [var name, var handed]
            && long.TryParse(handed, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(name, number, Born())
            : null;
    }

    /// <summary>A new file in place of the one that was there.</summary>
    public DateTimeOffset Make(string name, long handed)
    {
        var part = $"{Place}.{Guid.NewGuid():N}.part";
        File.WriteAllText(part, Line(name, handed));
        File.Move(part, Place, overwrite: true);
        return Born();
    }

    /// <summary>Moves the count on, in the same file.</summary>
    public void Count(string name, long handed)
    {
        using var file = new FileStream(Place, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.ASCII.GetBytes(Line(name, handed)));
    }

    /// <summary>For who makes the file anew, one process at a time; the system frees it when the process dies.</summary>
    public async Task<FileStream> TakeTurnAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(Place + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(Place + ".lock"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
            }
        }
    }

    private DateTimeOffset Born() => new(File.GetCreationTimeUtc(Place), TimeSpan.Zero);

    // of one length, so that a longer one leaves nothing behind it
    private static string Line(string name, long handed) => string.Create(CultureInfo.InvariantCulture, $"{name} {handed:D19}\n");
}
