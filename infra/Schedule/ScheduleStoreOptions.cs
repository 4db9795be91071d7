using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Schedule;

/// <summary>Where the triggers are kept. Several workers share one schedule on PostgreSQL; a file serves one.</summary>
[OptionsSection("Schedule")]
public sealed class ScheduleStoreOptions : DatabaseOptions;
