using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Registry;

namespace CyberWatch.Infra.Backup;

/// <summary>The registry as one file of a backup, out of the database that the options name and into it.</summary>
internal abstract class RegistryCopy
{
    /// <summary>
    /// Numbers of the outbox are the versions of documents in the index. An index on a server goes on after the backup was made, so numbers go on
    /// well beyond whatever it has seen: what is learned from now on is newer.
    /// </summary>
    protected const long Leap = 1_000_000_000;

    /// <summary>A marker that no installation has: the worker holds letters, also where the backup is older than the first worker.</summary>
    protected const string Mark = "restored";

    /// <summary>Name of its file in a backup.</summary>
    public abstract string File { get; }

    /// <summary>As it stands at one instant, while others write to it.</summary>
    /// <exception cref="IOException">It cannot be read; the message says what to do.</exception>
    public abstract Task SaveAsync(string folder, CancellationToken cancellationToken);

    /// <summary>What is there already, perhaps in use; null where there is nothing.</summary>
    /// <exception cref="IOException">It cannot be looked at; the message says what to do.</exception>
    public abstract Task<string?> FilledAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Puts it there, wholly or not at all: what was delivered since that instant is sent again, numbers go on beyond those of any index, letters
    /// are held.
    /// </summary>
    /// <exception cref="IOException">It cannot be put there; the message says what to do.</exception>
    public abstract Task LoadAsync(string folder, DateTimeOffset undelivered, CancellationToken cancellationToken);

    public static RegistryCopy Of(DataFolder data, RegistryOptions options) =>
        options.Provider == DatabaseProvider.Postgres ? new PostgresRegistryCopy(options) : new SqliteRegistryCopy(data);
}
