using System.Globalization;
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

    /// <summary>A cron expression with seconds: each day for a light scan, one day of the week for a full one.</summary>
    public string CronOf(string finess, ScanKind kind)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{finess}|{kind}"));
        var minute = (Minute(From) + (int)(BitConverter.ToUInt32(hash, 0) % (uint)Length)) % MinutesADay;
        var day = kind == ScanKind.Full ? (hash[4] % 7 + 1).ToString(CultureInfo.InvariantCulture) : "*";
        return string.Create(CultureInfo.InvariantCulture, $"{hash[5] % 60} {minute % 60} {minute / 60} ? * {day}");
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
