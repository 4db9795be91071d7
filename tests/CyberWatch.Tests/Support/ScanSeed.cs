using CyberWatch.Infra.Registry.Entities;

namespace CyberWatch.Tests.Support;

internal sealed class ScanSeed(DateTimeOffset now)
{
    public Scan Ended(
        string finess,
        ScanKind kind,
        ScanState state,
        int hours,
        int answered = 0,
        int silent = 0,
        int notAllowed = 0,
        string? reason = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            Kind = kind,
            Slot = Slot(),
            State = state,
            DueAt = now.AddHours(-hours),
            StartedAt = now.AddHours(-hours),
            EndedAt = now.AddHours(-hours).AddMinutes(3),
            Stage = "done",
            Answered = answered,
            Silent = silent,
            NotAllowed = notAllowed,
            Reason = reason,
        };

    public Scan Running(string finess, ScanKind kind) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            Kind = kind,
            Slot = Slot(),
            State = ScanState.Running,
            DueAt = now.AddMinutes(-4),
            StartedAt = now.AddMinutes(-4),
            Stage = "probes",
            StepsDone = 112,
            StepsPlanned = 177,
            Answered = 96,
            Silent = 16,
        };

    public Scan Due(string finess) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Finess = finess,
            Kind = ScanKind.Light,
            Slot = Slot(),
            State = ScanState.Due,
            DueAt = now.AddHours(20),
        };

    private static string Slot() => $"request|{Guid.NewGuid()}";
}
