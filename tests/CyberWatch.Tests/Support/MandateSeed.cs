using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Tests.Support;

/// <summary>A mandate that holds whenever a test runs.</summary>
internal static class MandateSeed
{
    public static Mandate Of(string finess = "990000001") =>
        new()
        {
            Finess = finess,
            SignedBy = "Direction",
            SignedOn = new(2020, 1, 1),
            ValidFrom = new(2020, 1, 1),
            ValidUntil = new(2099, 1, 1),
            Intrusive = false,
            Source = "mandates.csv line 2",
        };
}
