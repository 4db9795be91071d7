using System.Globalization;
using System.Text;

namespace CyberWatch.Infra.Mail.Delivery;

/// <summary>What stands beside the registry.</summary>
/// <param name="Name">Of the marker; made anew with its file.</param>
/// <param name="Handed">How many letters had been handed over.</param>
/// <param name="Born">When the file system made the marker; no copy of it has the same.</param>
public sealed record Mark(string Name, long Handed, DateTimeOffset Born);

/// <summary>Two small files beside the registry: a marker, which is never changed once it is made, and a count, which goes on.</summary>
public sealed class MarkFile(DataFolder data)
{
    private string MarkPlace => Path.Combine(data.Root, "letters.mark");
    private string CountPlace => Path.Combine(data.Root, "letters.count");
    private string TurnPlace => MarkPlace + ".lock";

    /// <summary>Null where there is no marker.</summary>
    public Mark? Read() =>
        File.Exists(MarkPlace) ? new(File.ReadAllText(MarkPlace).Trim(), Counted(), FileBirth.Of(MarkPlace)) : null;

    /// <summary>A new marker in place of the one that was there.</summary>
    public DateTimeOffset Make(string name)
    {
        var part = $"{MarkPlace}.{Guid.NewGuid():N}.part";
        File.WriteAllText(part, name);
        File.Move(part, MarkPlace, overwrite: true);
        return FileBirth.Of(MarkPlace);
    }

    /// <summary>Moves the count on. What a power cut takes away of it does no harm.</summary>
    public void Count(long handed)
    {
        using var file = new FileStream(CountPlace, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        // of one length, so that a longer one leaves nothing behind it
        file.Write(Encoding.ASCII.GetBytes(handed.ToString("D19", CultureInfo.InvariantCulture)));
    }

    /// <summary>For who makes the marker anew, one process at a time; the system frees it when the process dies.</summary>
    public async Task<FileStream> TakeTurnAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(TurnPlace, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(TurnPlace))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
            }
        }
    }

    /// <summary>How far this folder has counted; 0 where it has not.</summary>
    public long Counted() =>
        File.Exists(CountPlace)
        && long.TryParse(File.ReadAllText(CountPlace), NumberStyles.None, CultureInfo.InvariantCulture, out var handed)
            ? handed
            : 0;
}
