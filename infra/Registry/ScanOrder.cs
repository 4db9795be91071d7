using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Registry;

/// <summary>A scan that somebody wants: by the clock, or on request.</summary>
public sealed record ScanOrder(string Finess, ScanKind Kind, string Slot, DateTimeOffset DueAt)
{
    private const string Request = "request|";

    /// <summary>The one of this kind on a day of the establishment's own calendar.</summary>
    public static ScanOrder OfDay(string finess, ScanKind kind, DateOnly day, DateTimeOffset dueAt) =>
        new(finess, kind, $"{finess}|{kind.Kebab()}|{day:yyyy-MM-dd}", dueAt);

    /// <summary>One on request; the same id asks for the same scan.</summary>
    public static ScanOrder OnRequest(string finess, ScanKind kind, string id, DateTimeOffset dueAt) =>
        new(finess, kind, Request + id, dueAt);

    /// <summary>Somebody asked for the scan of this slot.</summary>
    public static bool IsOnRequest(string slot) => slot.StartsWith(Request, StringComparison.Ordinal);

    public Scan ToRow(DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Finess = Finess,
            Kind = Kind,
            Slot = Slot,
            State = ScanState.Due,
            DueAt = DueAt,
        };
}
