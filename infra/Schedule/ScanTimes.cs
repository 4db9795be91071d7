using System.Security.Cryptography;
using System.Text;
using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Infra.Schedule;

/// <summary>At which minute of which night an establishment is scanned: spread by its number, always the same, in its own time zone. Pure.</summary>
/// <param name="From">First minute of the window.</param>
/// <param name="Until">End of the window; at or before <paramref name="From"/>: of the next day.</param>
public sealed record ScanTimes(TimeOnly From, TimeOnly Until)
{
    private const int MinutesADay = 24 * 60;

    /// <summary>Each day for a light scan, one day of the week for a full one.</summary>
    public ScanPlace PlaceOf(string finess, ScanKind kind)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{finess}|{kind}"));
        var minute = (Minute(From) + (int)(BitConverter.ToUInt32(hash, 0) % (uint)Length)) % MinutesADay;
        DayOfWeek? day = kind == ScanKind.Full ? (DayOfWeek)(hash[4] % 7) : null;
        return new ScanPlace(day, new TimeOnly(minute / 60, minute % 60, hash[5] % 60));
    }

    private int Length
    {
        get
        {
            var length = Minute(Until) - Minute(From);
            return length > 0 ? length : length + MinutesADay;
        }
    }

    private static int Minute(TimeOnly time) => time.Hour * 60 + time.Minute;
}

/// <param name="Day">Null: each day.</param>
/// <param name="Time">By the establishment's own clock.</param>
public sealed record ScanPlace(DayOfWeek? Day, TimeOnly Time);
