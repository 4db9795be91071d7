using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CyberWatch.Infra.Registry;

/// <summary>Keys and indexes of coverage, feeds and letters.</summary>
internal sealed class LetterTables
    : IEntityTypeConfiguration<AssetAnswer>,
        IEntityTypeConfiguration<StandingDay>,
        IEntityTypeConfiguration<CurrentStanding>,
        IEntityTypeConfiguration<FeedEntry>,
        IEntityTypeConfiguration<FeedImport>,
        IEntityTypeConfiguration<Edition>,
        IEntityTypeConfiguration<Letter>,
        IEntityTypeConfiguration<MailRefusal>,
        IEntityTypeConfiguration<MailState>
{
    public void Configure(EntityTypeBuilder<AssetAnswer> builder) =>
        builder.HasKey(row => new
        {
            row.Finess,
            row.AssetKey,
            row.Probe,
        });

    public void Configure(EntityTypeBuilder<StandingDay> builder)
    {
        builder.HasKey(row => new { row.Finess, row.Day });
        builder.HasIndex(row => row.Day);
        // the last line of each establishment in a count over all, without its lists
        builder.HasIndex(row => new
        {
            row.Finess,
            row.Day,
            row.Score,
            row.Grade,
            row.Provisional,
            row.Assets,
            row.Verified,
        });
    }

    public void Configure(EntityTypeBuilder<CurrentStanding> builder)
    {
        builder.HasKey(row => row.Finess);
        builder.HasOne<Establishment>().WithOne(row => row.Now).HasForeignKey<CurrentStanding>(row => row.Finess);
    }

    public void Configure(EntityTypeBuilder<FeedEntry> builder) => builder.HasKey(row => new { row.Feed, row.Vulnerability });

    public void Configure(EntityTypeBuilder<FeedImport> builder) => builder.HasIndex(row => row.Feed);

    public void Configure(EntityTypeBuilder<Edition> builder)
    {
        builder
            .HasIndex(row => new
            {
                row.Kind,
                row.Scope,
                row.Period,
            })
            .IsUnique();
        builder.HasMany(row => row.Letters).WithOne(row => row.Edition).HasForeignKey(row => row.EditionId);
    }

    // an edition is unique by kind, scope and period, so a letter is unique by these, its recipient and the copy
    public void Configure(EntityTypeBuilder<Letter> builder)
    {
        builder
            .HasIndex(row => new
            {
                row.EditionId,
                row.Recipient,
                row.Copy,
            })
            .IsUnique();
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.Property(row => row.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MailRefusal> builder) =>
        builder.HasKey(row => new
        {
            row.Recipient,
            row.Kind,
            row.Scope,
        });

    // one row, whose key we set
    public void Configure(EntityTypeBuilder<MailState> builder) => builder.Property(row => row.Id).ValueGeneratedNever();
}
