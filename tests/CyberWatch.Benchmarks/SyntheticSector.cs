using System.Globalization;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Benchmarks;

/// <summary>
/// A sector that is always the same for the same sizes: its establishments with a mandate, four weeks of daily lines and a week of scans each. A few regions hold half of
/// all, as a few real ones do; what each establishment has, <see cref="SectorShares"/> says.
/// </summary>
internal sealed class SyntheticSector(ScaleSizes sizes, DateTimeOffset now)
{
    public const int Seed = 20_261_126;
    private const int DaysKept = 28;
    private const int DaysScanned = 7;
    private const int DayOfFull = 3;
    private static readonly string[] Regions = ["11", "84", "32", "93", "76", "75", "44", "52", "28", "53", "27", "24", "94"];
    private static readonly string[] Hospitals = ["355", "365"];
    private static readonly string[] Homes = ["500", "202", "246", "183", "255", "437"];

    /// <summary>A number below that, of which the small ones come by far the most often.</summary>
    public static int Skewed(Random random, int below) => (int)(below * Math.Pow(random.NextDouble(), 2));

    public static string FinessOf(int number) => string.Create(CultureInfo.InvariantCulture, $"99{number:0000000}");

    public static string RegionOf(int number) => Regions[Place(number)];

    private static int Place(int number) => Skewed(new Random(Seed + number), Regions.Length);

    private DateOnly Today { get; } = DateOnly.FromDateTime(now.UtcDateTime);
    private IEnumerable<int> Numbers { get; } = Enumerable.Range(0, sizes.Establishments);

    public IEnumerable<Establishment> Establishments() => Numbers.Select(Site);

    public IEnumerable<Mandate> Mandates() =>
        Numbers.Select(number => new Mandate
        {
            Finess = FinessOf(number),
            SignedBy = "Direction",
            SignedOn = Today.AddYears(-1),
            ValidFrom = Today.AddYears(-1),
            ValidUntil = Today.AddYears(1),
            Intrusive = false,
            Source = "mandates.csv line 2",
        });

    /// <summary>Day by day, as they come to lie in their table.</summary>
    public IEnumerable<StandingDay> Lines() =>
        Enumerable.Range(1 - DaysKept, DaysKept).SelectMany(day => Numbers.Select(number => Line(number, Today.AddDays(day))));

    public IEnumerable<Scan> Scans() =>
        Enumerable
            .Range(1, DaysScanned)
            .Reverse()
            .SelectMany(day =>
                Numbers.Select(number => Scan(number, day == DayOfFull ? ScanKind.Full : ScanKind.Light, now.AddDays(-day)))
            );

    public static Establishment Site(int number)
    {
        var isHospital = SectorShares.IsHospital(number);
        var name = $"{(isHospital ? "Centre hospitalier" : "EHPAD")} de Bézac n° {number}";
        return new Establishment
        {
            Finess = FinessOf(number),
            Name = name,
            City = $"Ville {number % 3_000}",
            Category = isHospital ? Hospitals[number % Hospitals.Length] : Homes[number % Homes.Length],
            RegionCode = RegionOf(number),
            Region = RegionOf(number),
            Department = (1 + (7 * Place(number)) + (number % 7)).ToString("00", CultureInfo.InvariantCulture),
            InService = true,
            SearchKey = Folded.Of($"{name} {FinessOf(number)}"),
            SortKey = Folded.Of(name),
        };
    }

    private StandingDay Line(int number, DateOnly day)
    {
        var score = 100 - (int)(70 * Math.Pow(new Random(Seed + number + day.DayNumber).NextDouble(), 3));
        return new StandingDay
        {
            Finess = FinessOf(number),
            Day = day,
            At = now,
            Assets = 12,
            Verified = 11,
            Risk = 100 - score,
            Score = score,
            Grade = score switch
            {
                >= 90 => Grade.A,
                >= 75 => Grade.B,
                >= 60 => Grade.C,
                >= 40 => Grade.D,
                _ => Grade.E,
            },
        };
    }

    /// <summary>One of fifty gets no answer at all.</summary>
    private static Scan Scan(int number, ScanKind kind, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            Finess = FinessOf(number),
            Kind = kind,
            Slot = string.Create(CultureInfo.InvariantCulture, $"{FinessOf(number)}|{kind}|{at:yyyy-MM-dd}"),
            State = number % 50 == 0 ? ScanState.Failed : ScanState.Done,
            DueAt = at,
            StartedAt = at,
            EndedAt = at.AddMinutes(3),
            Stage = "done",
            Answered = number % 50 == 0 ? 0 : 40,
            Silent = 3,
        };
}
