using CyberWatch.Infra;
using CyberWatch.Infra.Backup;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Schedule;
using CyberWatch.Tests.Support;

namespace CyberWatch.Tests.Infra.Backup;

/// <summary>A backup of an installation whose findings and schedule are files.</summary>
internal static class BackupOfFiles
{
    public static DataBackup NewBackup(this TemporaryData data, TimeProvider? clock = null) =>
        Of(data.Folder, data.Registry.Options, clock);

    public static DataBackup Of(DataFolder data, RegistryOptions registry, TimeProvider? clock = null) =>
        new(data, registry, new FindingIndexOptions(), new ScheduleStoreOptions(), clock ?? TimeProvider.System);
}
